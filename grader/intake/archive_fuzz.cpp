// The fuzzer's entry: whatever bytes come, reading them as an archive ends with clean names and few bytes, or is
// refused.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "grader/intake/archive.hpp"
#include "grader/intake/selection.hpp"

namespace {

using namespace threadmark::intake;

constexpr ArchiveLimits limits{
    .packed = 1 << 20, .unpacked = 4 << 20, .ratio = 250, .names = 500, .kept = 2 << 20, .whole_class = false};

/// A path that stays where it is put, whatever is done with it.
bool is_clean(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.back() == '/') return false;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view step = path.substr(at, end - at);
    if (step.empty() || step == "." || step == "..") return false;
    at = end + 1;
  }
  return path.find_first_of(std::string_view("\0\n\r\x1b", 4)) == std::string_view::npos;
}

void need(bool holds) {
  if (!holds) std::abort();
}

void examine(const FileSet& set, const ArchiveLimits& allowed) {
  need(set.refused.empty() || set.files.empty());
  need(set.files.size() <= allowed.names);
  std::size_t kept = 0;
  for (const FoundFile& file : set.files) {
    need(is_clean(file.path));
    if (file.kind != FileKind::plain) continue;
    const FileContent content = set.store->read(file, largest_file);
    need(content.bytes.size() <= largest_file);
    need(!content.refused || content.bytes.empty());
    kept += content.bytes.size();
  }
  need(kept <= allowed.kept);
  for (const std::string& folder : set.folders)
    need(is_clean(folder));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view archive(reinterpret_cast<const char*>(bytes), size);
  examine(read_archive(archive, "a.tar", limits), limits);
  ArchiveLimits of_class = limits;
  of_class.whole_class = true;
  examine(read_archive(archive, "class.zip", of_class), of_class);
  threadmark::Lesson lesson;
  lesson.id = "one";
  lesson.files = {"solution.hpp"};
  const auto intake = select(lesson, read_archive(archive, "a.zip", limits), "a");
  if (const auto* taken = std::get_if<threadmark::Submission>(&intake)) {
    need(taken->files.size() == 1 && taken->files[0].path == "solution.hpp");
    need(!taken->files[0].content.empty() && taken->files[0].content.size() <= largest_file);
  } else {
    need(!std::get<Rejected>(intake).why.id.empty());
  }
  return 0;
}
