// The objects behind descriptors: counting who holds which end, so that "nobody else can ever write" is known.
#include "harness/hooks/syscall/io_table.hpp"

#include "harness/engine/object.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

DescriptorTable& table(int process) noexcept {
  return system().processes[static_cast<std::size_t>(process)].descriptors;
}

bool is_socket(IoKind kind) noexcept {
  return kind == IoKind::stream_socket || kind == IoKind::packet_socket;
}

bool valid(int number) noexcept {
  return number >= 0 && number < max_descriptors;
}

void count(const Descriptor& entry, int change) noexcept {
  if (entry.object == no_object) return;
  IoObject& object = io_object(entry.object);
  if ((entry.mode & mode_read) != 0) object.readers = static_cast<std::uint16_t>(object.readers + change);
  if ((entry.mode & mode_write) != 0) object.writers = static_cast<std::uint16_t>(object.writers + change);
}

}  // namespace

IoObject& io_object(std::uint16_t object) noexcept {
  return system().io.objects[object];
}

std::uint32_t engine_object_of(std::uint16_t object) noexcept {
  IoObject& io = io_object(object);
  if (io.engine_object == 0) {
    const auto kind =
        io.kind == IoKind::file || io.kind == IoKind::directory ? engine::ObjectKind::file : engine::ObjectKind::pipe;
    io.engine_object =
        engine::make_object(kind, engine::shared_space, reinterpret_cast<std::uint64_t>(&io.kind), io.made_at);
  }
  return io.engine_object;
}

std::uint32_t engine_lock_of(std::uint16_t object) noexcept {
  IoObject& io = io_object(object);
  if (io.engine_lock == 0) {
    io.engine_lock = engine::make_object(engine::ObjectKind::file, engine::shared_space,
                                         reinterpret_cast<std::uint64_t>(&io.lock_epoch), io.made_at);
  }
  return io.engine_lock;
}

std::uint16_t make_object(IoKind kind, std::uintptr_t pc) noexcept {
  IoTable& io = system().io;
  if (io.used >= max_io_objects) return no_object;
  const auto index = static_cast<std::uint16_t>(io.used++);
  IoObject& object = io.objects[index];
  object = IoObject{};
  object.kind = kind;
  object.made_at = pc;
  return index;
}

std::uint16_t object_of_inode(IoKind kind, std::uint64_t device, std::uint64_t inode, std::uintptr_t pc) noexcept {
  IoTable& io = system().io;
  for (int i = 1; i < io.used; ++i) {
    const IoObject& object = io.objects[static_cast<std::size_t>(i)];
    if (object.inode == inode && object.device == device && object.kind == kind) return static_cast<std::uint16_t>(i);
  }
  const std::uint16_t made = make_object(kind, pc);
  if (made != no_object) {
    io_object(made).device = device;
    io_object(made).inode = inode;
  }
  return made;
}

void forget_inode(std::uint64_t device, std::uint64_t inode) noexcept {
  IoTable& io = system().io;
  for (int i = 1; i < io.used; ++i) {
    IoObject& object = io.objects[static_cast<std::size_t>(i)];
    if (object.inode == inode && object.device == device) object.inode = object.device = 0;
  }
}

Descriptor descriptor(int process, int number) noexcept {
  return valid(number) ? table(process).entries[static_cast<std::size_t>(number)] : Descriptor{};
}

void set_descriptor(int process, int number, Descriptor value) noexcept {
  if (!valid(number)) return;
  clear_descriptor(process, number);
  DescriptorTable& all = table(process);
  all.entries[static_cast<std::size_t>(number)] = value;
  if (number >= all.used) all.used = number + 1;
  count(value, 1);
}

void clear_descriptor(int process, int number) noexcept {
  if (!valid(number)) return;
  DescriptorTable& all = table(process);
  Descriptor& entry = all.entries[static_cast<std::size_t>(number)];
  if (entry.object == no_object) return;
  count(entry, -1);
  touch(entry.object);
  ++io_object(entry.object).lock_epoch;
  entry = Descriptor{};
  while (all.used > 0 && all.entries[static_cast<std::size_t>(all.used - 1)].object == no_object)
    --all.used;
}

void copy_descriptors(int from, int to) noexcept {
  const DescriptorTable& source = table(from);
  DescriptorTable& target = table(to);
  target.used = source.used;
  for (int i = 0; i < source.used; ++i) {
    const auto at = static_cast<std::size_t>(i);
    target.entries[at] = source.entries[at];
    count(target.entries[at], 1);
  }
}

void close_all_descriptors(int process) noexcept {
  DescriptorTable& all = table(process);
  for (int i = all.used - 1; i >= 0; --i)
    clear_descriptor(process, i);
}

void touch(std::uint16_t object) noexcept {
  IoObject& changed = io_object(object);
  ++changed.epoch;
  ++system().io.epoch;
  if (changed.peer != no_object) ++io_object(changed.peer).epoch;
  if (!is_socket(changed.kind) || changed.peer != no_object) return;
  // Of connections it is not known who is at the other end: all such sockets look again.
  for (int i = 1; i < system().io.used; ++i) {
    IoObject& other = system().io.objects[static_cast<std::size_t>(i)];
    if (is_socket(other.kind) && other.peer == no_object) ++other.epoch;
  }
}

}  // namespace threadmark::hooks
