// Maps the shadow.
#include "harness/detectors/shadow.hpp"

#include <sys/mman.h>
#include <sys/syscall.h>

#include "harness/detectors/overflow.hpp"
#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::detectors {

namespace {
bool is_mapped = false;
constexpr std::uintptr_t shared_shadow_begin = engine::shadow_base + engine::shared_map_base * 4;
constexpr std::size_t shared_shadow_size = engine::shared_map_size * 4;
}  // namespace

void map_shadow() {
  using engine::raw_syscall;
  if (is_mapped) return;
  constexpr long flags = MAP_ANONYMOUS | MAP_NORESERVE;
  const long whole =
      raw_syscall(SYS_mmap, static_cast<long>(engine::shadow_base), static_cast<long>(engine::shadow_size),
                  PROT_READ | PROT_WRITE, flags | MAP_PRIVATE | MAP_FIXED_NOREPLACE, -1, 0);
  if (whole != static_cast<long>(engine::shadow_base)) engine::die("cannot map the shadow memory");
  const long shared =
      raw_syscall(SYS_mmap, static_cast<long>(shared_shadow_begin), static_cast<long>(shared_shadow_size),
                  PROT_READ | PROT_WRITE, flags | MAP_SHARED | MAP_FIXED, -1, 0);
  if (shared != static_cast<long>(shared_shadow_begin)) engine::die("cannot map the shared shadow memory");
  raw_syscall(SYS_madvise, static_cast<long>(engine::shadow_base), static_cast<long>(engine::shadow_size),
              MADV_DONTDUMP);
  raw_syscall(SYS_madvise, static_cast<long>(engine::shadow_base), static_cast<long>(engine::shadow_size),
              MADV_NOHUGEPAGE);
  // The program has no business in the runtime's state and records: an access of its own to them ends in our hook.
  raw_syscall(SYS_mprotect, static_cast<long>(engine::shadow_base + engine::state_base * 4),
              static_cast<long>((engine::event_base + engine::event_size - engine::state_base) * 4), PROT_NONE);
  is_mapped = true;
  map_overflow_pools();
}

bool shadow_is_mapped() {
  return is_mapped;
}

void reset_shared_shadow() {
  engine::raw_syscall(SYS_madvise, static_cast<long>(shared_shadow_begin), static_cast<long>(shared_shadow_size),
                      MADV_REMOVE);
  reset_shared_overflow();
}

}  // namespace threadmark::detectors
