// Who printed what into the buffer of standard output: so that bytes that are written later, all at once, are told as
// the work of those who printed them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace threadmark::hooks {

// While one lives, the calling thread is in a function of stdio that prints `size` bytes (0: it only flushes) to
// standard output.
class Printing {
 public:
  Printing(std::size_t size, std::uint64_t pc) noexcept;
  ~Printing();
  Printing(const Printing&) = delete;
  Printing& operator=(const Printing&) = delete;
};

// Tells the sink of bytes written to the stream by the calling task, part by part where the parts are known.
void tell_output(int stream, const char* bytes, std::size_t size) noexcept;

// Bytes were written elsewhere than to a standard stream: if they came from the buffer of standard output (redirected),
// nothing is known of it any more.
void forget_output(const char* bytes) noexcept;

}  // namespace threadmark::hooks
