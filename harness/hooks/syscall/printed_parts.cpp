// The parts of standard output's buffer, in order.
#include "harness/hooks/syscall/printed_parts.hpp"

#include <array>
#include <cstdio>
#include <utility>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/event_sink.hpp"
#include "harness/engine/local.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::hooks {

namespace {

struct Part {
  std::size_t size = 0;
  std::uint32_t task = 0;
  std::uint32_t stack = 0;  // of calls
  std::uint64_t pc = 0;
};

// Private memory: a forked child inherits the buffer, and with it what is known of it.
constexpr std::size_t most_parts = 4096;
std::array<Part, most_parts> parts;
std::size_t first = 0;
std::size_t count = 0;
thread_local int printing = 0;

std::size_t known_bytes() noexcept {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < count; ++i)
    sum += parts[(first + i) % most_parts].size;
  return sum;
}

void add(std::size_t size, std::uint32_t task, std::uint64_t pc) noexcept {
  if (count == most_parts) {
    parts[(first + count - 1) % most_parts].size += size;
    return;
  }
  parts[(first + count++) % most_parts] = Part{size, task, engine::current_stack(), pc};
}

// For the time of one event the task that printed stands in for the one that writes.
void tell_as(const Part& part, int stream, const char* bytes, std::size_t size) noexcept {
  engine::Task* writer = engine::self();
  engine::Task* author = &engine::task(part.task);
  if (author->process != writer->process) author = writer;
  const std::uint64_t pc = author->pending.pc;
  author->pending.pc = part.pc;
  engine::Call calls[2] = {{.pc = 0, .node = part.stack}, {}};
  engine::Call* const own_calls = std::exchange(engine::local.calls, calls);
  engine::Call* const own_top = std::exchange(engine::local.top, calls);
  engine::local.task = author;
  engine::sink().output(stream, bytes, size);
  engine::local.task = writer;
  engine::local.calls = own_calls;
  engine::local.top = own_top;
  author->pending.pc = pc;
}

bool is_buffer_of_stdout(const char* bytes) noexcept {
  return bytes >= stdout->_IO_buf_base && bytes < stdout->_IO_buf_end;
}

}  // namespace

Printing::Printing(std::size_t size, std::uint64_t pc) noexcept {
  ++printing;
  if (size != 0 && engine::self() != nullptr) add(size, engine::self()->index, pc);
}

Printing::~Printing() {
  --printing;
}

void tell_output(int stream, const char* bytes, std::size_t size) noexcept {
  const bool is_buffered = stream == 1 && (printing > 0 || is_buffer_of_stdout(bytes));
  if (!is_buffered || known_bytes() < size) {
    if (is_buffered) count = 0;
    engine::sink().output(stream, bytes, size);
    return;
  }
  while (size > 0) {
    Part& part = parts[first];
    const std::size_t length = part.size < size ? part.size : size;
    tell_as(part, stream, bytes, length);
    bytes += length;
    size -= length;
    part.size -= length;
    if (part.size != 0) break;
    first = (first + 1) % most_parts;
    --count;
  }
}

void forget_output(const char* bytes) noexcept {
  if (is_buffer_of_stdout(bytes)) count = 0;
}

}  // namespace threadmark::hooks
