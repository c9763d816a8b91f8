// Finds libstdc++'s spinning by its name in the program's own symbol table.
#include "harness/hooks/library_spin.hpp"

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
Range ranges[most_ranges];
std::uint32_t range_count = 0;

// std::__detail::__atomic_spin<…>, mangled.
constexpr char spin_name[] = "_ZNSt8__detail13__atomic_spin";

bool begins_with(const char* text, const char* prefix) {
  while (*prefix != 0) {
    if (*text++ != *prefix++) return false;
  }
  return true;
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
      if (ELF64_ST_TYPE(symbol.st_info) != STT_FUNC || !begins_with(names + symbol.st_name, spin_name)) continue;
      if (range_count < most_ranges) ranges[range_count++] = Range{symbol.st_value, symbol.st_value + symbol.st_size};
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
  if (range_count == 0) return false;
  const engine::Call* call = engine::local.top;
  for (std::uint32_t i = 0; i < frames_looked_at && call != engine::local.calls; ++i, --call) {
    for (std::uint32_t r = 0; r < range_count; ++r) {
      if (call->pc - ranges[r].begin < ranges[r].end - ranges[r].begin) return true;
    }
  }
  return false;
}

}  // namespace threadmark::hooks
