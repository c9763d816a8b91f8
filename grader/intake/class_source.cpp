// Recognises the shape of what a class handed in, sorts it out, and cuts it up by lesson.
#include "grader/intake/class_source.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "grader/base/safe_text.hpp"
#include "grader/intake/archive.hpp"
#include "grader/intake/class_shape.hpp"
#include "grader/intake/folder_store.hpp"
#include "grader/intake/lesson_parts.hpp"
#include "grader/intake/selection.hpp"
#include "grader/words/words.hpp"

namespace threadmark::intake {
namespace {

namespace fs = std::filesystem;

constexpr int most_wrappers = 3;

std::string names_of_shapes() {
  std::string names;
  for (const ClassShape& shape : shape_set())
    names += (names.empty() ? "" : ", ") + std::string(shape.name);
  return names;
}

/// How many names of the first floor a shape claims; `example` is one of them.
struct Claim {
  const ClassShape* shape = nullptr;
  std::size_t names = 0;
  std::string example;
};

/// What each shape but the plain folder claims of the first floor, those that claim nothing left out.
std::vector<Claim> claims_on(const FileSet& all) {
  std::vector<Claim> claims;
  for (const ClassShape& shape : shape_set()) {
    if (&shape == &shape_set().back()) break;
    Claim claim{&shape, 0, {}};
    const auto count = [&](const std::string& name, bool folder) {
      if (!shape.claims(all, name, folder)) return;
      ++claim.names;
      if (claim.example.empty()) claim.example = name;
    };
    for (const std::string& name : top_files(all))
      count(name, false);
    for (const std::string& name : top_folders(all))
      count(name, true);
    if (claim.names > 0) claims.push_back(std::move(claim));
  }
  return claims;
}

/// The only folder of the first floor, when all lies in it and it is nobody's own.
std::optional<std::string> wrapper_of(const FileSet& all, const std::vector<std::string>& lessons) {
  const std::vector<std::string> folders = top_folders(all);
  if (folders.size() != 1 || !top_files(all).empty() || !claims_on(all).empty()) return std::nullopt;
  if (std::find(lessons.begin(), lessons.end(), folders.front()) != lessons.end()) return std::nullopt;
  const FileSet inner = below(all, folders.front());
  if (!claims_on(inner).empty()) return folders.front();
  // Without a shape that tells, a folder of folders may be a class; a folder with files in it is somebody's work.
  const std::vector<std::string> inner_folders = top_folders(inner);
  const bool by_lesson = std::any_of(inner_folders.begin(), inner_folders.end(), [&](const std::string& name) {
    return std::find(lessons.begin(), lessons.end(), name) != lessons.end();
  });
  if (inner_folders.size() >= 2 && top_files(inner).empty() && !by_lesson) return folders.front();
  return std::nullopt;
}

/// The same on disk, before all of it is walked.
fs::path innermost(fs::path folder, const std::vector<std::string>& lessons) {
  for (int i = 0; i < most_wrappers; ++i) {
    const auto shallow = walk(folder, Walked::as_one, WalkLimits{.names = 200000, .floors = 2});
    const auto wrapper = shallow ? wrapper_of(*shallow, lessons) : std::nullopt;
    if (!wrapper) break;
    folder /= *wrapper;
  }
  return folder;
}

struct OpenedSource {
  FileSet files;
  std::string name;  ///< of the folder that the class lies in
};

Result<OpenedSource> open_folder(const ClassRequest& request) {
  std::error_code error;
  const fs::path folder = innermost(request.source, request.lessons);
  auto files = walk(folder, Walked::each_folder);
  if (!files) return fail(files.error());
  const fs::path whole = fs::absolute(folder, error).lexically_normal();
  return OpenedSource{*std::move(files),
                      (whole.has_filename() ? whole.filename() : whole.parent_path().filename()).string()};
}

Result<OpenedSource> open_archive(const ClassRequest& request) {
  const std::string name = request.source.filename().string();
  OpenedSource source{read_archive(request.source, name, class_limits, request.scratch),
                      request.source.stem().string()};
  for (int i = 0; i < most_wrappers && source.files.refused.empty(); ++i) {
    const auto wrapper = wrapper_of(source.files, request.lessons);
    if (!wrapper) break;
    source.files = below(source.files, *wrapper);
    source.name = *wrapper;
  }
  return source;
}

Result<OpenedSource> open_source(const ClassRequest& request) {
  std::error_code error;
  const fs::file_status status = fs::status(request.source, error);
  if (!fs::exists(status)) return fail(input_error("There is no file or folder " + request.source.string() + "."));
  if (!fs::is_directory(status) && !fs::is_regular_file(status))
    return fail(input_error(request.source.string() + " is neither a folder nor an archive."));
  auto opened = fs::is_directory(status) ? open_folder(request) : open_archive(request);
  if (!opened) return opened;
  for (const RefusedFolder& refused : opened->files.refused)
    if (refused.folder.empty())
      return fail(input_error("The class in " + request.source.string() +
                              " cannot be read: " + words::render(refused.why) + "."));
  return opened;
}

Result<const ClassShape*> shape_named(const std::string& name) {
  for (const ClassShape& shape : shape_set())
    if (shape.name == name) return &shape;
  return fail(input_error("There is no shape `" + name + "`; known are " + names_of_shapes() + "."));
}

std::string claim_text(const Claim& claim) {
  return std::to_string(claim.names) + " of " + std::string(claim.shape->name) + " (`" + terminal_safe(claim.example) +
         "`)";
}

/// The one shape that the first floor shows. Names of two shapes, or too few of one, are for a person to decide.
Result<const ClassShape*> recognise(const FileSet& all, const fs::path& source) {
  const std::vector<Claim> claims = claims_on(all);
  const std::string where = source.string();
  if (claims.size() > 1)
    return fail(input_error("The names in " + where + " are of two shapes: " + claim_text(claims[0]) + " and " +
                            claim_text(claims[1]) + ". Say which it is with --shape."));
  const ClassShape& folder = shape_set().back();
  std::size_t others = 0;
  for (const std::string& name : top_folders(all))
    if (claims.empty() || !claims[0].shape->claims(all, name, true)) ++others;
  for (const std::string& name : top_files(all))
    if (folder.claims(all, name, false) && (claims.empty() || !claims[0].shape->claims(all, name, false))) ++others;
  if (claims.empty() && others > 0) return &folder;
  if (claims.empty())
    return fail(input_error("There is nothing in " + where +
                            " that looks like a class: neither folders nor sources nor archives, and no names as " +
                            "Canvas, Moodle, Gradescope or a classroom give them."));
  if (claims[0].names >= others) return claims[0].shape;
  return fail(input_error("The names in " + where + " are of no one shape: " + claim_text(claims[0]) + " and " +
                          std::to_string(others) + " others. Say which it is with --shape."));
}

/// The names of the people, as they stand on the submission.
std::string joined_names(const std::vector<Student>& students) {
  std::string names;
  for (const Student& student : students)
    names += (names.empty() ? "" : ", ") + (student.name.empty() ? student.key : student.name);
  return names;
}

std::string sentence_of(const ClassSource& source, const ClassShape& shape) {
  std::set<std::string> students;
  std::set<std::string> lessons;
  std::size_t empty = 0;
  for (const ClassEntry& entry : source.entries) {
    for (const Student& student : entry.students)
      students.insert(student.key);
    if (!entry.nothing.empty()) ++empty;
    if (!entry.lesson.empty()) lessons.insert(entry.lesson);
  }
  const std::string count = std::to_string(students.size());
  Message message{"handed.summary", {{"shape", std::string(shape.title)}}};
  message.args["students"] = words::render(students.size() == 1 ? Message{"handed.one-student", {}}
                                                                : Message{"handed.students", {{"count", count}}});
  if (lessons.size() > 1) {
    message.id += "-lessons";
    message.args["lessons"] = std::to_string(lessons.size());
    message.args["work"] = std::to_string(source.entries.size() - empty);
  }
  if (empty > 0) {
    message.id += "-empty";
    message.args["empty"] = std::to_string(empty);
  }
  return words::render(message);
}

std::vector<std::string> safe(const std::vector<std::string>& names) {
  std::vector<std::string> shown;
  for (const std::string& name : names)
    shown.push_back(terminal_safe(name));
  return shown;
}

}  // namespace

std::vector<std::string_view> class_shapes() {
  std::vector<std::string_view> names;
  for (const ClassShape& shape : shape_set())
    names.push_back(shape.name);
  return names;
}

Result<ClassSource> read_class(const ClassRequest& request) {
  auto named = request.shape.empty() ? Result<const ClassShape*>(nullptr) : shape_named(request.shape);
  if (!named) return fail(named.error());
  auto opened = open_source(request);
  if (!opened) return fail(opened.error());
  if (*named == nullptr) named = recognise(opened->files, request.source);
  if (!named) return fail(named.error());
  const ClassShape& shape = **named;
  auto sorted = shape.sort(opened->files, ShapeContext{opened->name, request.lessons});
  if (!sorted) return fail(sorted.error());
  ClassSource source;
  source.shape = shape.name;
  source.ignored = safe(sorted->ignored);
  for (const std::string& name : safe(opened->files.ignored))
    if (name.find('/') == std::string::npos || name.find('/') + 1 == name.size()) source.ignored.push_back(name);
  for (Handed& handed : sorted->handed)
    for (ClassEntry& entry : parts_by_lesson(std::move(handed), request))
      source.entries.push_back(std::move(entry));
  if (source.entries.empty())
    return fail(input_error("There is no student's work in " + request.source.string() + " (read as " +
                            std::string(shape.name) + ")."));
  std::sort(source.entries.begin(), source.entries.end(), [](const ClassEntry& a, const ClassEntry& b) {
    const auto order = [](const ClassEntry& entry) {
      const Student& first = entry.students.front();
      return std::tie(first.name, first.key, entry.lesson, entry.source);
    };
    return order(a) < order(b);
  });
  source.sentence = sentence_of(source, shape);
  return source;
}

Result<Intake> take(const Lesson& lesson, const ClassEntry& entry) {
  Intake intake = select(lesson, entry.files, joined_names(entry.students));
  if (auto* submission = std::get_if<Submission>(&intake))
    submission->ignored.insert(submission->ignored.begin(), entry.ignored.begin(), entry.ignored.end());
  return intake;
}

}  // namespace threadmark::intake
