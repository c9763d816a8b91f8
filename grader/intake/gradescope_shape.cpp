// A Gradescope export: `submission_<id>/` for each submission and `submission_metadata.yml`, which says whose they are.
#include <algorithm>
#include <set>
#include <utility>

#include "grader/formats/yaml/yaml.hpp"
#include "grader/intake/class_shape.hpp"
#include "grader/words/words.hpp"

namespace threadmark::intake {
namespace {

constexpr std::string_view metadata_name = "submission_metadata.yml";
constexpr std::string_view folder_start = "submission_";
constexpr std::size_t largest_metadata = std::size_t{64} << 20;
constexpr yaml::Bounds bounds{.bytes = std::size_t{16} << 20, .nodes = 500000, .depth = 8, .scalar_bytes = 4096};

bool is_submission(std::string_view name) {
  return name.size() > folder_start.size() && name.starts_with(folder_start) &&
         name.find_first_not_of("0123456789", folder_start.size()) == std::string_view::npos;
}

bool claims(const FileSet& /*all*/, const std::string& name, bool folder) {
  return folder ? is_submission(name) : name == metadata_name;
}

/// The file with nothing but who submitted, each line where it was. What else is in it (results, history) can be a
/// hundred times as much and uses more of YAML than is read here.
std::string submitters_of(const std::string& text) {
  std::string kept;
  bool in_submitters = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    const std::string_view content = line.substr(indent);
    const bool item = content.starts_with("- ") || content == "-";
    if (indent == 0 && !content.empty()) {
      in_submitters = false;
      kept += content;
    } else if (indent == 2 && !item) {
      in_submitters = content.starts_with(":submitters:");
    }
    if (in_submitters && indent > 0) kept += line;
    kept += '\n';
  }
  return kept;
}

std::string text_of(const Parameter& person, const std::string& key) {
  const Parameter* value = person.find(key);
  return value == nullptr ? std::string() : value->scalar;
}

/// A person as the file names them. E-mail is what stays the same from one export to the next, then the school's
/// number.
Student student_of(const Parameter& person, const std::string& folder) {
  Student student;
  student.name = text_of(person, ":name");
  student.sid = text_of(person, ":sid");
  student.email = text_of(person, ":email");
  student.key = !student.email.empty()  ? student.email
                : !student.sid.empty()  ? student.sid
                : !student.name.empty() ? student.name
                                        : folder;
  if (student.name.empty()) student.name = student.key;
  return student;
}

std::vector<Student> students_of(const Parameter* about, const std::string& folder) {
  std::vector<Student> students;
  const Parameter* list = about == nullptr ? nullptr : about->find(":submitters");
  if (list != nullptr)
    for (const Parameter& person : list->list)
      students.push_back(student_of(person, folder));
  if (students.empty()) students.push_back(Student{.key = folder, .name = folder});
  return students;
}

Result<Parameter> read_metadata(const FileSet& all) {
  const auto file =
      std::find_if(all.files.begin(), all.files.end(), [](const FoundFile& one) { return one.path == metadata_name; });
  if (file == all.files.end()) return Parameter{};
  const FileContent content = all.store->read(*file, largest_metadata);
  if (content.refused) return fail(input_error(words::render(*content.refused)));
  yaml::Reading reading = yaml::read(submitters_of(content.bytes), bounds);
  if (reading.problems.empty()) return std::move(reading.root);
  const SpecProblem& problem = reading.problems.front();
  return fail(input_error(std::string(metadata_name) + ":" + std::to_string(problem.at.line) + ":" +
                          std::to_string(problem.at.column) + ": " + problem.message));
}

Result<SortedClass> sort(const FileSet& all, const ShapeContext& /*context*/) {
  const auto metadata = read_metadata(all);
  if (!metadata) return fail(metadata.error());
  SortedClass sorted;
  for (const std::string& name : top_files(all))
    if (name != metadata_name) sorted.ignored.push_back(name);
  std::set<std::string> folders;
  for (const std::string& folder : top_folders(all)) {
    folders.insert(folder);
    const Parameter* about = metadata->find(folder);
    if (about == nullptr && !is_submission(folder)) {
      sorted.ignored.push_back(folder + "/");
      continue;
    }
    Handed handed;
    handed.students = students_of(about, folder);
    handed.source = folder;
    handed.place = folder;
    handed.files = below(all, folder);
    sorted.handed.push_back(std::move(handed));
  }
  for (const ParameterMember& member : metadata->map) {
    const std::string& folder = member.first.scalar;
    if (folders.contains(folder)) continue;
    Handed handed;
    handed.students = students_of(&member.second, folder);
    handed.source = folder;
    handed.nothing = words::render(Message{"handed.no-folder", {{"folder", folder}}});
    sorted.handed.push_back(std::move(handed));
  }
  return sorted;
}

}  // namespace

const ClassShape gradescope_shape{"gradescope", "Gradescope export", claims, sort};

}  // namespace threadmark::intake
