// The functions of stdio that programs and streams print and read with: each call is a point of choice, so that torn
// lines are found; what they do with their buffers is libc's.
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "harness/engine/object.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/real.hpp"
#include "harness/hooks/syscall/printed_parts.hpp"

namespace threadmark::hooks {

namespace {

// The real function under a hidden name, looked up once.
template <class Function>
Function* real_function(Function*& place, const char* name) {
  if (place == nullptr) place = reinterpret_cast<Function*>(real_symbol(name));
  return place;
}

// A line is torn when two threads put pieces of it into one stream by turns; with one thread there is nothing to
// choose.
bool has_company(const engine::Task& me) {
  return engine::process(me.process).live_tasks > 1;
}

std::uint32_t stream_object(FILE* stream, std::uint64_t pc) {
  return engine::object_at(engine::ObjectKind::other, reinterpret_cast<std::uint64_t>(stream), pc);
}

// After the stream's lock: what was done under it before happens before.
void take_stream(FILE* stream, std::uint64_t pc) {
  if (engine::self() != nullptr) engine::acquire_from(engine::object(stream_object(stream, pc)).clock);
}

void stream_point(FILE* stream, engine::OperationKind kind, std::uint64_t pc) {
  const engine::Task* me = engine::self();
  if (me == nullptr || !has_company(*me)) return;
  engine::Operation operation;
  operation.kind = kind;
  operation.pc = pc;
  operation.address = reinterpret_cast<std::uint64_t>(stream);
  operation.object = stream_object(stream, pc);
  engine::point(operation);
}

void print_point(FILE* stream, std::uint64_t pc) {
  stream_point(stream, engine::OperationKind::print, pc);
}

using VaPrint = int(FILE*, const char*, std::va_list);
VaPrint* real_vfprintf = nullptr;

// How many of the bytes that a call prints go to standard output.
std::size_t size_for(FILE* stream, std::size_t size) {
  return stream == stdout ? size : 0;
}

int print(FILE* stream, const char* format, std::va_list arguments, std::uint64_t pc) {
  print_point(stream, pc);
  std::size_t size = 0;
  if (stream == stdout) {
    std::va_list copy;
    va_copy(copy, arguments);
    const int length = std::vsnprintf(nullptr, 0, format, copy);
    va_end(copy);
    size = length > 0 ? static_cast<std::size_t>(length) : 0;
  }
  const Printing here(size, pc);
  return real_function(real_vfprintf, "vfprintf")(stream, format, arguments);
}

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

THREADMARK_HOOK std::size_t fwrite(const void* bytes, std::size_t size, std::size_t count, FILE* stream) {
  static decltype(fwrite)* real_fwrite = nullptr;
  const std::uint64_t pc = THREADMARK_CALLER();
  print_point(stream, pc);
  const Printing here(size_for(stream, size * count), pc);
  return real_function(real_fwrite, "fwrite")(bytes, size, count, stream);
}

THREADMARK_HOOK int fputs(const char* text, FILE* stream) {
  static decltype(fputs)* real_fputs = nullptr;
  const std::uint64_t pc = THREADMARK_CALLER();
  print_point(stream, pc);
  const Printing here(size_for(stream, std::strlen(text)), pc);
  return real_function(real_fputs, "fputs")(text, stream);
}

THREADMARK_HOOK int puts(const char* text) {
  static decltype(puts)* real_puts = nullptr;
  const std::uint64_t pc = THREADMARK_CALLER();
  print_point(stdout, pc);
  const Printing here(std::strlen(text) + 1, pc);
  return real_function(real_puts, "puts")(text);
}

THREADMARK_HOOK int fputc(int character, FILE* stream) {
  static decltype(fputc)* real_fputc = nullptr;
  const std::uint64_t pc = THREADMARK_CALLER();
  print_point(stream, pc);
  const Printing here(size_for(stream, 1), pc);
  return real_function(real_fputc, "fputc")(character, stream);
}

THREADMARK_HOOK int putc(int character, FILE* stream) {
  static decltype(putc)* real_putc = nullptr;
  const std::uint64_t pc = THREADMARK_CALLER();
  print_point(stream, pc);
  const Printing here(size_for(stream, 1), pc);
  return real_function(real_putc, "putc")(character, stream);
}

THREADMARK_HOOK int putchar(int character) {
  static decltype(putchar)* real_putchar = nullptr;
  const std::uint64_t pc = THREADMARK_CALLER();
  print_point(stdout, pc);
  const Printing here(1, pc);
  return real_function(real_putchar, "putchar")(character);
}

THREADMARK_HOOK int vfprintf(FILE* stream, const char* format, std::va_list arguments) {
  return print(stream, format, arguments, THREADMARK_CALLER());
}

THREADMARK_HOOK int vprintf(const char* format, std::va_list arguments) {
  return print(stdout, format, arguments, THREADMARK_CALLER());
}

THREADMARK_HOOK int printf(const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  const int result = print(stdout, format, arguments, THREADMARK_CALLER());
  va_end(arguments);
  return result;
}

THREADMARK_HOOK int fprintf(FILE* stream, const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  const int result = print(stream, format, arguments, THREADMARK_CALLER());
  va_end(arguments);
  return result;
}

// The lock itself is libc's, as its own calls take it too; whoever waits for it does so in a futex. What it orders is
// noted here.
THREADMARK_HOOK void flockfile(FILE* stream) {
  static decltype(flockfile)* real_flockfile = nullptr;
  const std::uint64_t pc = THREADMARK_CALLER();
  print_point(stream, pc);
  real_function(real_flockfile, "flockfile")(stream);
  take_stream(stream, pc);
}

THREADMARK_HOOK int ftrylockfile(FILE* stream) {
  static decltype(ftrylockfile)* real_ftrylockfile = nullptr;
  const std::uint64_t pc = THREADMARK_CALLER();
  print_point(stream, pc);
  const int result = real_function(real_ftrylockfile, "ftrylockfile")(stream);
  if (result == 0) take_stream(stream, pc);
  return result;
}

THREADMARK_HOOK void funlockfile(FILE* stream) {
  static decltype(funlockfile)* real_funlockfile = nullptr;
  const std::uint64_t pc = THREADMARK_CALLER();
  if (engine::self() != nullptr) engine::release_into(engine::object(stream_object(stream, pc)).clock);
  print_point(stream, pc);
  real_function(real_funlockfile, "funlockfile")(stream);
}

THREADMARK_HOOK int fflush(FILE* stream) {
  static decltype(fflush)* real_fflush = nullptr;
  if (stream != nullptr) print_point(stream, THREADMARK_CALLER());
  const Printing here(0, 0);
  return real_function(real_fflush, "fflush")(stream);
}

THREADMARK_HOOK char* fgets(char* line, int size, FILE* stream) {
  static decltype(fgets)* real_fgets = nullptr;
  stream_point(stream, threadmark::engine::OperationKind::receive, THREADMARK_CALLER());
  return real_function(real_fgets, "fgets")(line, size, stream);
}

THREADMARK_HOOK std::size_t fread(void* bytes, std::size_t size, std::size_t count, FILE* stream) {
  static decltype(fread)* real_fread = nullptr;
  stream_point(stream, threadmark::engine::OperationKind::receive, THREADMARK_CALLER());
  return real_function(real_fread, "fread")(bytes, size, count, stream);
}
