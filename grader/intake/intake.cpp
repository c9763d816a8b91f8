// Reading what one person handed in: a file, a folder or an archive, whatever else lies around.
#include "grader/intake/intake.hpp"

#include <array>
#include <fstream>
#include <system_error>
#include <utility>

#include "grader/intake/archive.hpp"
#include "grader/intake/archive_kind.hpp"
#include "grader/intake/folder_store.hpp"
#include "grader/intake/selection.hpp"

namespace threadmark::intake {
namespace {

namespace fs = std::filesystem;

/// The name that a path is known by, also when it ends with `/` or is `.`.
fs::path own_name(const fs::path& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error).lexically_normal();
  return whole.has_filename() && whole.filename() != "." ? whole.filename() : whole.parent_path().filename();
}

bool starts_like_an_archive(const fs::path& path) {
  std::array<char, 512> head{};
  std::ifstream in(path, std::ios::binary);
  in.read(head.data(), head.size());
  return archive_kind_of({head.data(), static_cast<std::size_t>(in.gcount())}) != nullptr;
}

Result<Intake> take_file(const Lesson& lesson, const fs::path& path) {
  const std::string name = own_name(path).string();
  std::error_code error;
  // Only a regular file is opened to be looked at: a FIFO would wait for its writer.
  if (fs::is_regular_file(path, error) && (starts_like_an_archive(path) || has_archive_ending(name))) {
    std::string stem = own_name(path).stem().string();
    if (stem.ends_with(".tar")) stem.resize(stem.size() - 4);
    return select(lesson, read_archive(path, name, student_limits), stem);
  }
  if (lesson.files.size() != 1)
    return fail(input_error("The lesson " + lesson.id + " asks for " + std::to_string(lesson.files.size()) +
                            " files: give the folder that holds them, not " + path.string() + "."));
  // The caller named this very file, so a link in its path is the caller's wish; what is inside a folder is the
  // student's.
  FileContent content = read_plain(path, name, Links::follow, largest_file);
  if (content.refused) return Rejected{name, *std::move(content.refused)};
  Intake intake = select(lesson, std::move(content.bytes), own_name(path).stem().string());
  if (auto* rejected = std::get_if<Rejected>(&intake)) rejected->name = name;
  return intake;
}

}  // namespace

Result<Intake> take(const Lesson& lesson, const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return fail(input_error("There is no file or folder " + path.string() + "."));
  if (!fs::is_directory(status)) return take_file(lesson, path);
  auto set = walk(path, Walked::as_one);
  if (!set) return fail(set.error());
  return select(lesson, *set, own_name(path).string());
}

}  // namespace threadmark::intake
