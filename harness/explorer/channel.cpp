// Reading lines and writing frames without libc.
#include "harness/explorer/channel.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "harness/engine/raw_syscall.hpp"

/// Of the system-call hooks: the program's own calls do not find it.
extern "C" void threadmark_protect_descriptor(int descriptor) __attribute__((weak));

namespace threadmark::explorer {

using engine::raw_syscall;

namespace {

int moved_up(int descriptor) {
  constexpr int first_of_ours = 900;
  const long moved = raw_syscall(SYS_fcntl, descriptor, F_DUPFD_CLOEXEC, first_of_ours);
  if (moved < 0) return descriptor;
  raw_syscall(SYS_close, descriptor);
  if (threadmark_protect_descriptor != nullptr) threadmark_protect_descriptor(static_cast<int>(moved));
  return static_cast<int>(moved);
}

}  // namespace

void Channel::open(int commands, int answers) {
  commands_ = moved_up(commands);
  answers_ = moved_up(answers);
  const long address = raw_syscall(SYS_mmap, 0, static_cast<long>(longest_line), PROT_READ | PROT_WRITE,
                                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (address < 0 && address > -4096) engine::die("no memory for commands");
  // The nonce passes through here: children must not have it.
  raw_syscall(SYS_madvise, address, static_cast<long>(longest_line), MADV_DONTFORK);
  buffer_ = reinterpret_cast<char*>(address);
}

void Channel::forget() {
  if (!is_open()) return;
  raw_syscall(SYS_close, commands_);
  raw_syscall(SYS_close, answers_);
  commands_ = answers_ = -1;
  buffer_ = nullptr;
}

char* Channel::read_line(std::size_t& size) {
  filled_ -= given_;
  if (given_ > 0 && filled_ > 0) std::memmove(buffer_, buffer_ + given_, filled_);
  given_ = 0;
  for (std::size_t looked = 0;;) {
    if (void* newline = std::memchr(buffer_ + looked, '\n', filled_ - looked)) {
      size = static_cast<std::size_t>(static_cast<char*>(newline) - buffer_);
      buffer_[size] = '\0';
      given_ = size + 1;
      return buffer_;
    }
    looked = filled_;
    if (filled_ == longest_line) return nullptr;
    const long got = raw_syscall(SYS_read, commands_, reinterpret_cast<long>(buffer_ + filled_),
                                 static_cast<long>(longest_line - filled_));
    if (got == -EINTR) continue;
    if (got <= 0) return nullptr;
    filled_ += static_cast<std::size_t>(got);
  }
}

bool Channel::write_all(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const long put =
        raw_syscall(SYS_write, answers_, reinterpret_cast<long>(bytes.data()), static_cast<long>(bytes.size()));
    if (put == -EINTR) continue;
    if (put <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return true;
}

bool Channel::send(trace::FrameKind kind, Pieces body) {
  trace::FrameHeader header;
  header.kind = kind;
  for (const auto& piece : body)
    header.size += piece.size();
  if (!write_all(std::as_bytes(std::span(&header, 1)))) return false;
  for (const auto& piece : body)
    if (!write_all(piece)) return false;
  return true;
}

bool Channel::send(trace::FrameKind kind, std::span<const std::byte> body) {
  return send(kind, Pieces(&body, 1));
}

}  // namespace threadmark::explorer
