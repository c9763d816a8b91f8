// Open files, pipes, sockets and their like as objects of a run, and which descriptors of which process lead to them.
#pragma once

#include <array>
#include <cstdint>

namespace threadmark::hooks {

enum class IoKind : std::uint8_t {
  none,
  output,  // what descriptors 1 and 2 led to at the start
  input,   // likewise 0
  file,
  directory,
  pipe,
  stream_socket,
  packet_socket,
  event,
  timer,
  signals,
  epoll,
  device,   // /dev/null, /dev/urandom, …
  process,  // pidfd
};

constexpr std::uint16_t no_object = 0;
constexpr int max_io_objects = 4096;
constexpr int max_descriptors = 1024;

enum Mode : std::uint8_t { mode_read = 1, mode_write = 2, mode_close_on_exec = 4, mode_own = 8 };

// One entry of a process's table. `mode_own`: opened by the program (not there at its start).
struct Descriptor {
  std::uint16_t object = no_object;
  std::uint8_t mode = 0;
  std::uint8_t extra = 0;
};

// A file description's or inode's worth of state: whatever tasks wait on, race for, or order memory through.
struct IoObject {
  IoKind kind = IoKind::none;
  std::uint8_t stream = 0;    // 1 or 2 for output
  std::uint16_t readers = 0;  // descriptors over all processes
  std::uint16_t writers = 0;
  std::uint32_t read_opens = 0;  // opens of a fifo, ever
  std::uint32_t write_opens = 0;
  std::uint16_t peer = no_object;  // the other end of a socket pair
  std::uint32_t epoch = 0;         // grows whenever a waiter should look again
  std::uint32_t lock_epoch = 0;    // likewise for flock and fcntl locks
  std::uint64_t device = 0, inode = 0;
  std::int64_t deadline = 0, interval = 0;  // timerfd
  std::uint64_t expirations = 0;
  std::uint64_t mask = 0;           // signalfd
  std::int32_t value = 0;           // pidfd: process index
  std::uintptr_t made_at = 0;       // the student's pc
  std::uint32_t engine_object = 0;  // for Operation::object, and the clock that data carry
  std::uint32_t engine_lock = 0;    // the same for its file lock
};

struct DescriptorTable {
  std::int32_t used = 0;  // one past the highest in use
  std::array<Descriptor, max_descriptors> entries;
};

struct IoTable {
  std::int32_t used = 1;    // object 0 is `no_object`
  std::uint32_t epoch = 0;  // grows with every touch() of any object
  std::array<IoObject, max_io_objects> objects;
};

// The object that stands for all names in the file system.
constexpr std::uint16_t names_object = 1;

// A new object; `no_object` when the table is full (the limit is reported once).
std::uint16_t make_object(IoKind kind, std::uintptr_t pc) noexcept;
IoObject& io_object(std::uint16_t object) noexcept;

// The engine's object for it, made on first use.
std::uint32_t engine_object_of(std::uint16_t object) noexcept;
std::uint32_t engine_lock_of(std::uint16_t object) noexcept;

// The object of a file or fifo by device and inode: the same one for all who open it.
std::uint16_t object_of_inode(IoKind kind, std::uint64_t device, std::uint64_t inode, std::uintptr_t pc) noexcept;

// The inode is about to vanish from its last name: a later file with the same number is another one.
void forget_inode(std::uint64_t device, std::uint64_t inode) noexcept;

// Descriptor tables, by process index. set() on a descriptor in use closes it first, as dup2 does.
Descriptor descriptor(int process, int number) noexcept;
void set_descriptor(int process, int number, Descriptor value) noexcept;
void clear_descriptor(int process, int number) noexcept;
void copy_descriptors(int from, int to) noexcept;
void close_all_descriptors(int process) noexcept;

// Waiters on the object should look again.
void touch(std::uint16_t object) noexcept;

}  // namespace threadmark::hooks
