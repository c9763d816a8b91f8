// Finds the student's call when a library called a hook.
#include <cstddef>

#include <elf.h>

#include "harness/engine/call_stack.hpp"
#include "harness/engine/layout.hpp"
#include "harness/engine/local.hpp"
#include "harness/hooks/interposed.hpp"

extern "C" {
// The linker's bounds of the executable's text, and of the runtime's own part of it where the archive was made with
// one.
extern const char __executable_start[];
extern const char etext;
extern const char __start_threadmark_text[] __attribute__((weak));
extern const char __stop_threadmark_text[] __attribute__((weak));
extern void* __libc_stack_end;
}

namespace threadmark::hooks {

namespace {

constexpr std::size_t words_looked_at = 512;

// Where the executable's code begins. Between its start and this lie its headers and constants, and pages that are not
// mapped: an address there may stand on the stack, but nothing can be read before it.
std::uint64_t code_begin() {
  static std::uint64_t begin = 0;  // the same for whoever computes it
  if (begin != 0) return begin;
  const auto base = reinterpret_cast<std::uint64_t>(__executable_start);
  const auto* file = reinterpret_cast<const Elf64_Ehdr*>(base);
  const auto* segment = reinterpret_cast<const Elf64_Phdr*>(base + file->e_phoff);
  std::uint64_t moved_by = 0;
  for (const Elf64_Phdr* end = segment + file->e_phnum; segment != end; ++segment) {
    if (segment->p_type != PT_LOAD) continue;
    if (segment->p_offset == 0) moved_by = base - segment->p_vaddr;
    if ((segment->p_flags & PF_X) != 0) return begin = segment->p_vaddr + moved_by;
  }
  return begin = base;
}

// call rel32, or an indirect call, ends right before a return address. A word that looks like one may be the very first
// address of the code: nothing lies before that.
bool follows_call(std::uint64_t address) {
  constexpr std::uint64_t longest_call = 6;
  if (address - code_begin() < longest_call) return false;
  const auto* byte = reinterpret_cast<const unsigned char*>(address);
  return byte[-5] == 0xe8 || (byte[-2] == 0xff && (byte[-1] & 0x38) == 0x10) ||
         (byte[-3] == 0xff && (byte[-2] & 0x38) == 0x10) || (byte[-6] == 0xff && (byte[-5] & 0x38) == 0x10);
}

/// The end of the stack that `address` lies on.
std::uint64_t stack_end(std::uint64_t address) {
  const std::uint64_t in_arena = address - engine::stack_base;
  if (in_arena < engine::max_tasks * engine::stack_slot_size) {
    return engine::stack_base + (in_arena / engine::stack_slot_size + 1) * engine::stack_slot_size;
  }
  return reinterpret_cast<std::uint64_t>(__libc_stack_end);
}

}  // namespace

bool is_program_code(std::uint64_t address) {
  const std::uint64_t begin = code_begin();
  if (address - begin >= reinterpret_cast<std::uint64_t>(&etext) - begin) return false;
  const auto own = reinterpret_cast<std::uint64_t>(__start_threadmark_text);
  return address - own >= reinterpret_cast<std::uint64_t>(__stop_threadmark_text) - own;
}

namespace {

bool is_call_of_program(std::uint64_t address) {
  return is_program_code(address) && follows_call(address);
}

// The call in progress of that function. Where arguments or alloca have moved its stack, the return address lies below
// the slot; where it went on into the library by a jump there is none, and its own caller stands for it.
std::uint64_t call_of(const engine::Call& function, std::uint64_t low) {
  const auto* word = reinterpret_cast<const std::uint64_t*>(function.slot);
  const auto* last = reinterpret_cast<const std::uint64_t*>(low);
  for (std::size_t i = 0; i < words_looked_at && word > last; ++i, --word)
    if (is_call_of_program(*word)) return *word;
  return function.pc;
}

}  // namespace

std::uint64_t student_caller(std::uint64_t return_address, const void* frame) {
  if (is_program_code(return_address)) return return_address;
  const auto low = reinterpret_cast<std::uint64_t>(frame);
  const std::uint64_t end = stack_end(low);
  if (const engine::Call* function = engine::innermost_frame(low, end); function != nullptr)
    return call_of(*function, low);
  if (engine::tells_of_functions()) return 0;
  const auto* word = reinterpret_cast<const std::uint64_t*>(low);
  const std::size_t words = end > low ? (end - low) / 8 : 0;
  for (std::size_t i = 2; i < words && i < words_looked_at; ++i)
    if (is_call_of_program(word[i])) return word[i];
  return 0;
}

}  // namespace threadmark::hooks
