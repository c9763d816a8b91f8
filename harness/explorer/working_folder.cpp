// Reading the files that a lesson looks at.
#include "harness/explorer/working_folder.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/syscall.h>

#include "harness/engine/raw_syscall.hpp"
#include "harness/explorer/command.hpp"
#include "harness/explorer/run_memory.hpp"
#include "harness/explorer/trace_sink.hpp"
#include "harness/schedulers/page_array.hpp"

namespace threadmark::explorer {

using engine::raw_syscall;

namespace {

constexpr std::size_t longest_path = 1024;

// The next path of the list, unescaped and ended by a zero byte; its size, or 0 at the end of the list.
std::size_t next_path(std::string_view& files, char (&path)[longest_path]) {
  const std::size_t comma = files.find(',');
  const std::string_view part = files.substr(0, comma);
  files = comma == std::string_view::npos ? std::string_view() : files.substr(comma + 1);
  if (part.empty() || part.size() >= longest_path) return 0;
  std::memcpy(path, part.data(), part.size());
  std::size_t size = part.size();
  if (!unescape(path, size)) return 0;
  path[size] = '\0';
  return size;
}

// Appends what the file holds; false when it cannot be read.
bool read_file(const char* path, schedulers::PageArray<char>& text) {
  const long descriptor =
      raw_syscall(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return false;
  while (text.size() < text.capacity()) {
    const long got = raw_syscall(SYS_read, descriptor, reinterpret_cast<long>(text.data() + text.size()),
                                 static_cast<long>(text.capacity() - text.size()));
    if (got == -EINTR) continue;
    if (got <= 0) break;
    text.resize(text.size() + static_cast<std::size_t>(got));
  }
  raw_syscall(SYS_close, descriptor);
  return true;
}

}  // namespace

void record_files(std::string_view files) {
  static schedulers::PageArray<char> text(trace::max_text);
  while (!files.empty()) {
    char path[longest_path];
    const std::size_t size = next_path(files, path);
    if (size == 0) continue;
    text.resize(size + 1);
    std::memcpy(text.data(), path, size + 1);
    trace::Record record;
    record.kind = trace::RecordKind::file_state;
    record.value = read_file(path, text) ? 1 : 0;
    record_observable(record, text.data(), text.size());
  }
}

bool is_expected(std::string_view files, std::string_view path) {
  while (path.starts_with("./"))
    path.remove_prefix(2);
  while (!files.empty()) {
    char known[longest_path];
    const std::size_t size = next_path(files, known);
    if (size != 0 && std::string_view(known, size) == path) return true;
  }
  return false;
}

}  // namespace threadmark::explorer
