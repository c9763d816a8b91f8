// Finds functions of libstdc++'s headers by their names in the program's own symbol table.
#include "harness/hooks/library_spin.hpp"

#include <initializer_list>

#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "harness/engine/local.hpp"
#include "harness/engine/raw_syscall.hpp"

namespace threadmark::hooks {

namespace {

struct Range {
  std::uint64_t begin;
  std::uint64_t end;
};
constexpr std::uint32_t most_ranges = 64;
constexpr std::uint32_t frames_looked_at = 6;

/// A kind of function: where the compiler has put its instantiations. Its mangled name begins like this and contains
/// that.
struct Place {
  const char* begin;
  const char* part;
  std::uint32_t count = 0;
  Range ranges[most_ranges] = {};
};

// std::__detail::__atomic_spin<…>
Place spin = {"_ZNSt8__detail13__atomic_spin", ""};
// std::_Sp_atomic<…>::_Atomic_count::unlock and ::_M_wait_unlock
Place unlock = {"_ZNKSt10_Sp_atomicI", "13_Atomic_count6unlock"};
Place wait_unlock = {"_ZNKSt10_Sp_atomicI", "13_Atomic_count14_M_wait_unlock"};
Place* const places[] = {&spin, &unlock, &wait_unlock};

bool begins_with(const char* text, const char* prefix) {
  while (*prefix != 0) {
    if (*text++ != *prefix++) return false;
  }
  return true;
}

bool contains(const char* text, const char* part) {
  for (; *text != 0; ++text)
    if (begins_with(text, part)) return true;
  return *part == 0;
}

void note_symbol(const char* name, const Elf64_Sym& symbol) {
  for (Place* place : places) {
    if (place->count == most_ranges || !begins_with(name, place->begin) || !contains(name, place->part)) continue;
    place->ranges[place->count++] = Range{symbol.st_value, symbol.st_value + symbol.st_size};
  }
}

bool is_in(const Place& place, std::uint64_t pc) {
  for (std::uint32_t r = 0; r < place.count; ++r)
    if (pc - place.ranges[r].begin < place.ranges[r].end - place.ranges[r].begin) return true;
  return false;
}

void read_symbols(const char* file) {
  const auto& header = *reinterpret_cast<const Elf64_Ehdr*>(file);
  const auto* sections = reinterpret_cast<const Elf64_Shdr*>(file + header.e_shoff);
  for (int i = 0; i < header.e_shnum; ++i) {
    if (sections[i].sh_type != SHT_SYMTAB) continue;
    const auto* symbols = reinterpret_cast<const Elf64_Sym*>(file + sections[i].sh_offset);
    const char* names = file + sections[sections[i].sh_link].sh_offset;
    for (std::uint64_t n = 0; n < sections[i].sh_size / sizeof(Elf64_Sym); ++n) {
      const Elf64_Sym& symbol = symbols[n];
      if (ELF64_ST_TYPE(symbol.st_info) == STT_FUNC) note_symbol(names + symbol.st_name, symbol);
    }
  }
}

}  // namespace

void find_library_spin() {
  using engine::raw_syscall;
  const long file = raw_syscall(SYS_open, reinterpret_cast<long>("/proc/self/exe"), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  const long size = raw_syscall(SYS_lseek, file, 0, 2 /* SEEK_END */);
  const long memory = raw_syscall(SYS_mmap, 0, size, PROT_READ, MAP_PRIVATE, file, 0);
  raw_syscall(SYS_close, file);
  if (memory < 0 && memory > -4096) return;
  read_symbols(reinterpret_cast<const char*>(memory));
  raw_syscall(SYS_munmap, memory, size);
}

bool is_in_library_spin() {
  if (spin.count == 0) return false;
  const engine::Call* call = engine::local.top;
  for (std::uint32_t i = 0; i < frames_looked_at && call != engine::local.calls; ++i, --call)
    if (is_in(spin, call->pc)) return true;
  return false;
}

bool is_shared_pointer_unlock(std::uint64_t pc) {
  if (unlock.count + wait_unlock.count == 0) return false;
  const std::uint64_t caller = engine::local.top != engine::local.calls ? engine::local.top->pc : 0;
  for (const std::uint64_t at : {pc, caller})
    if (is_in(unlock, at) || is_in(wait_unlock, at)) return true;
  return false;
}

}  // namespace threadmark::hooks
