// mmap and its kin: private memory from the run's arena, shared memory at one address in all processes.
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "harness/engine/layout.hpp"
#include "harness/engine/object.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/own_memory.hpp"
#include "harness/hooks/syscall/system_state.hpp"

extern "C" {
// Of the memory detector, where it is linked in.
void threadmark_memory_mapped(std::uint64_t address, std::uint64_t size) __attribute__((weak));
void threadmark_memory_unmapped(std::uint64_t address, std::uint64_t size) __attribute__((weak));
}

namespace threadmark::hooks {

namespace {

constexpr std::uint64_t page = 4096;

std::uint64_t in_pages(std::uint64_t size) noexcept {
  return (size + page - 1) / page * page;
}

// A gap after each mapping, so that running over its end is a fault and not another mapping.
std::uint64_t take_private(std::uint64_t size) noexcept {
  std::uint64_t& used = process_data(own_process()).map_used;
  if (used + size + page > engine::map_size) return 0;
  const std::uint64_t address = engine::map_base + used;
  used += size + page;
  return address;
}

std::uint64_t take_shared(std::uint64_t size) noexcept {
  system().has_shared_memory = true;
  std::uint64_t& used = engine::state().shared_map_used;
  if (used + size + page > engine::shared_map_size) return 0;
  const std::uint64_t address = engine::shared_map_base + used;
  used += size + page;
  return address;
}

// Whether the calling process has something mapped there already.
bool is_mapped_here(std::uint64_t address) noexcept {
  unsigned char resident = 0;
  return !failed(kernel(SYS_mincore, address, page, &resident));
}

// The address at which all processes have this part of a file; a second mapping of it in one process gets a place of
// its own.
std::uint64_t shared_place(std::uint16_t object, std::uint64_t offset, std::uint64_t size) noexcept {
  System& all = system();
  if (object != no_object) {
    for (int i = 0; i < all.mapping_count; ++i) {
      const SharedMapping& known = all.mappings[static_cast<std::size_t>(i)];
      if (known.object == object && known.offset == offset && known.size >= size && !is_mapped_here(known.address)) {
        return known.address;
      }
    }
  }
  const std::uint64_t address = take_shared(size);
  if (object != no_object && address != 0 && all.mapping_count < max_shared_mappings) {
    all.mappings[static_cast<std::size_t>(all.mapping_count++)] = SharedMapping{object, offset, address, size};
  }
  return address;
}

long mmap_call(Call& call) noexcept {
  const std::uint64_t size = in_pages(call.size(1));
  const int flags = call.descriptor(3);
  if (size == 0) return -EINVAL;
  const auto wanted = static_cast<std::uint64_t>(call.arguments[0]);
  if ((flags & MAP_FIXED) != 0 && overlaps_runtimes_memory(wanted, size)) return -EINVAL;
  if (!may_be_executable(call.size(2), (flags & MAP_ANONYMOUS) != 0 ? -1 : call.descriptor(4))) return -EACCES;
  if ((flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) != 0) return pass_on(call);
  const bool is_shared = (flags & MAP_TYPE) != MAP_PRIVATE;
  const std::uint16_t object = (flags & MAP_ANONYMOUS) != 0 ? no_object : own_descriptor(call.descriptor(4)).object;
  const std::uint64_t place =
      is_shared ? shared_place(object, static_cast<std::uint64_t>(call.arguments[5]), size) : take_private(size);
  if (place == 0) return -ENOMEM;
  const long result = kernel(SYS_mmap, place, call.arguments[1], call.arguments[2], flags | MAP_FIXED_NOREPLACE,
                             call.arguments[4], call.arguments[5]);
  if (!failed(result) && !is_shared && threadmark_memory_mapped != nullptr) threadmark_memory_mapped(place, size);
  return result;
}

long munmap_call(Call& call) noexcept {
  const auto address = static_cast<std::uint64_t>(call.arguments[0]);
  const std::uint64_t size = in_pages(call.size(1));
  if (overlaps_runtimes_memory(address, size)) return -EINVAL;
  const long result = pass_on(call);
  if (failed(result) || engine::in_shared_map(address)) return result;
  engine::forget_objects_in(address, size);
  if (threadmark_memory_unmapped != nullptr) threadmark_memory_unmapped(address, size);
  return result;
}

long mremap_call(Call& call) noexcept {
  const auto address = static_cast<std::uint64_t>(call.arguments[0]);
  const std::uint64_t before = in_pages(call.size(1));
  const std::uint64_t after = in_pages(call.size(2));
  if (overlaps_runtimes_memory(address, before)) return -EINVAL;
  if (after <= before || (call.arguments[3] & MREMAP_MAYMOVE) == 0) return pass_on(call);
  const std::uint64_t place = engine::in_shared_map(address) ? take_shared(after) : take_private(after);
  if (place == 0) return -ENOMEM;
  return kernel(SYS_mremap, address, before, after, MREMAP_MAYMOVE | MREMAP_FIXED, place);
}

long mprotect_call(Call& call) noexcept {
  if (overlaps_runtimes_memory(static_cast<std::uint64_t>(call.arguments[0]), call.size(1))) return -EINVAL;
  if (!may_be_executable(call.size(2), -1)) return -EACCES;
  return pass_on(call);
}

long madvise_call(Call& call) noexcept {
  if (overlaps_runtimes_memory(static_cast<std::uint64_t>(call.arguments[0]), call.size(1))) return -EINVAL;
  return pass_on(call);
}

constexpr Row rows[] = {{SYS_mmap, mmap_call},
                        {SYS_munmap, munmap_call},
                        {SYS_mremap, mremap_call},
                        {SYS_mprotect, mprotect_call},
                        {SYS_madvise, madvise_call}};

}  // namespace

std::span<const Row> memory_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
