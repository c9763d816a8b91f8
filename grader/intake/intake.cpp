// Reading what was handed in: only plain files that the lesson asks for, bounded, whatever else lies around.
#include "grader/intake/intake.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grader/base/sha256.hpp"

namespace threadmark::intake {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = 512 * 1024;
constexpr std::size_t most_ignored = 20;

Message why(std::string id, std::map<std::string, std::string> args = {}) {
  return Message{std::move(id), std::move(args)};
}

/// A file's content or the reason why it is not taken.
struct Read {
  std::string content;
  std::optional<Message> refused;
};

Read refused(Message message) {
  return Read{{}, std::move(message)};
}

/// Opens without following links and without waiting for a FIFO, then looks at what was opened: nothing can be
/// exchanged between.
Read read_plain(const fs::path& path, const std::string& name, bool follow) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | (follow ? 0 : O_NOFOLLOW));
  if (file < 0)
    return refused(why(errno == ELOOP ? "intake.not-plain" : "intake.unreadable",
                       {{"file", name}, {"cause", std::strerror(errno)}}));
  struct stat status = {};
  Read read;
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    read = refused(why("intake.not-plain", {{"file", name}}));
  } else if (!follow && status.st_nlink > 1) {
    read = refused(why("intake.hard-link", {{"file", name}}));
  } else if (static_cast<std::size_t>(status.st_size) > largest_file) {
    read = refused(why("intake.too-large", {{"file", name}, {"limit", std::to_string(largest_file / 1024)}}));
  } else {
    std::string content(largest_file + 1, '\0');
    std::size_t size = 0;
    for (ssize_t got = 1; got > 0 && size < content.size(); size += static_cast<std::size_t>(std::max<ssize_t>(got, 0)))
      got = ::read(file, content.data() + size, content.size() - size);
    content.resize(size);
    if (size > largest_file) {
      read = refused(why("intake.too-large", {{"file", name}, {"limit", std::to_string(largest_file / 1024)}}));
    } else {
      read.content = std::move(content);
    }
  }
  ::close(file);
  return read;
}

bool is_blank(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0'; });
}

bool is_source(const fs::path& path) {
  for (const char* extension : {".cpp", ".cc", ".cxx", ".hpp", ".h", ".hh", ".c"})
    if (path.extension() == extension) return true;
  return false;
}

/// The names that lie in a folder, sorted; a name that begins with a dot or holds a control character is nobody's work.
std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  constexpr std::size_t most_looked_at = 10000;
  for (fs::directory_iterator it(folder, error), end; !error && it != end && names.size() < most_looked_at;
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    const bool odd =
        std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (!name.starts_with(".") && !odd) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// The file in the folder that stands for `wanted`: that name, or, when the lesson asks for one file, the only source
/// of its kind.
std::optional<std::string> stand_in(const Lesson& lesson, const std::vector<std::string>& names,
                                    const std::string& wanted) {
  if (std::find(names.begin(), names.end(), wanted) != names.end()) return wanted;
  if (lesson.files.size() != 1) return std::nullopt;
  std::vector<std::string> sources;
  for (const std::string& name : names) {
    const bool given =
        std::find(lesson.given_files.begin(), lesson.given_files.end(), name) != lesson.given_files.end();
    if (is_source(name) && !given && fs::path(name).extension() == fs::path(wanted).extension())
      sources.push_back(name);
  }
  return sources.size() == 1 ? std::optional(sources.front()) : std::nullopt;
}

std::string digest(const Submission& submission) {
  std::string all;
  for (const SubmittedFile& file : submission.files) {
    all += file.path;
    all.push_back('\0');
    all += std::to_string(file.content.size());
    all.push_back('\0');
    all += file.content;
  }
  return sha256(all);
}

Intake rejected(const std::string& name, Message message) {
  return Rejected{name, std::move(message)};
}

Intake take_file(const Lesson& lesson, const fs::path& path, const std::string& name) {
  const std::string& wanted = lesson.files.front();
  // The caller named this very file, so a link in its path is the caller's wish; what is inside a folder is the
  // student's.
  Read read = read_plain(path, name, true);
  if (read.refused) return rejected(name, *read.refused);
  if (is_blank(read.content)) return rejected(name, why("intake.empty", {{"file", wanted}}));
  Submission submission;
  submission.name = path.stem().string();
  submission.files = {{wanted, std::move(read.content)}};
  submission.sha256 = digest(submission);
  return submission;
}

Intake take_folder(const Lesson& lesson, const fs::path& path, const std::string& name) {
  Submission submission;
  submission.name = name;
  const std::vector<std::string> names = names_in(path);
  std::vector<std::string> taken;
  for (const std::string& wanted : lesson.files) {
    const auto found = stand_in(lesson, names, wanted);
    if (!found) return rejected(name, why("intake.missing-file", {{"file", wanted}}));
    Read read = read_plain(path / *found, *found, false);
    if (read.refused) return rejected(name, *read.refused);
    if (is_blank(read.content)) return rejected(name, why("intake.empty", {{"file", wanted}}));
    taken.push_back(*found);
    submission.files.push_back({wanted, std::move(read.content)});
  }
  for (const std::string& other : names)
    if (std::find(taken.begin(), taken.end(), other) == taken.end() && submission.ignored.size() < most_ignored)
      submission.ignored.push_back(other);
  submission.sha256 = digest(submission);
  return submission;
}

}  // namespace

Result<Intake> take(const Lesson& lesson, const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return fail(input_error("There is no file or folder " + path.string() + "."));
  std::string name = fs::absolute(path, error).lexically_normal().filename().string();
  if (name.empty() || name == ".")
    name = fs::absolute(path, error).lexically_normal().parent_path().filename().string();
  if (fs::is_directory(status)) return take_folder(lesson, path, name);
  if (lesson.files.size() != 1)
    return fail(input_error("The lesson " + lesson.id + " asks for " + std::to_string(lesson.files.size()) +
                            " files: give the folder that holds them, not " + path.string() + "."));
  return take_file(lesson, path, name);
}

}  // namespace threadmark::intake
