// Reading, writing, duplicating and closing descriptors of every kind.
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>

#include <asm/termbits.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "harness/engine/event_sink.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/file_locks.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/printed_parts.hpp"
#include "harness/hooks/syscall/signals.hpp"
#include "harness/hooks/syscall/special_files.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

using engine::OperationKind;

bool is_set_nonblocking(int number) noexcept {
  return (kernel(SYS_fcntl, number, F_GETFL) & O_NONBLOCK) != 0;
}

short poll_now(int number, short events) noexcept {
  pollfd entry{number, events, 0};
  const long count = kernel(SYS_poll, &entry, 1, 0);
  return count > 0 ? entry.revents : short{0};
}

bool is_stream_like(IoKind kind) noexcept {
  return kind == IoKind::pipe || kind == IoKind::stream_socket || kind == IoKind::packet_socket ||
         kind == IoKind::event || kind == IoKind::timer || kind == IoKind::signals;
}

bool is_vector(long number) noexcept {
  return number == SYS_readv || number == SYS_writev || number == SYS_preadv || number == SYS_pwritev ||
         number == SYS_preadv2 || number == SYS_pwritev2;
}

// The buffers of a call, whether it has one or a vector of them.
std::span<const iovec> buffers_of(const Call& call, iovec* single) noexcept {
  if (is_vector(call.number)) {
    const std::size_t count = call.size(2) < IOV_MAX ? call.size(2) : IOV_MAX;
    return {call.pointer<const iovec>(1), count};
  }
  *single = iovec{call.pointer<void>(1), call.size(2)};
  return {single, 1};
}

std::size_t total(std::span<const iovec> buffers) noexcept {
  std::size_t sum = 0;
  for (const iovec& buffer : buffers)
    sum += buffer.iov_len;
  return sum;
}

// A part of some buffers, at most `count` pieces long: for writes in portions and short reads.
std::size_t slice(std::span<const iovec> from, std::size_t offset, std::size_t length, std::span<iovec> to) noexcept {
  std::size_t used = 0;
  for (const iovec& buffer : from) {
    if (length == 0 || used == to.size()) break;
    if (offset >= buffer.iov_len) {
      offset -= buffer.iov_len;
      continue;
    }
    const std::size_t here = buffer.iov_len - offset < length ? buffer.iov_len - offset : length;
    to[used++] = iovec{static_cast<char*>(buffer.iov_base) + offset, here};
    offset = 0;
    length -= here;
  }
  return used;
}

// A read of a stream socket may give less than is there: all, one byte, or half, as the schedule says.
std::size_t chosen_length(int number, std::size_t wanted) noexcept {
  int there = 0;
  if (failed(kernel(SYS_ioctl, number, FIONREAD, &there)) || there <= 1) return wanted;
  const std::size_t most = static_cast<std::size_t>(there) < wanted ? static_cast<std::size_t>(there) : wanted;
  if (most <= 1) return wanted;
  switch (engine::choose_value(engine::ValueKind::read_length, 3)) {
    case 1:
      return 1;
    case 2:
      return (most + 1) / 2;
    default:
      return wanted;
  }
}

constexpr std::size_t most_pieces = 64;

long read_once(int number, const IoObject& object, std::span<const iovec> buffers) noexcept {
  if (object.kind != IoKind::stream_socket) {
    return kernel(SYS_readv, number, buffers.data(), buffers.size());
  }
  iovec pieces[most_pieces];
  const std::size_t used = slice(buffers, 0, chosen_length(number, total(buffers)), pieces);
  return kernel(SYS_readv, number, pieces, used);
}

long read_waiting(Call& call, const Descriptor& entry) noexcept {
  const int number = call.descriptor();
  iovec single;
  const std::span<const iovec> buffers = buffers_of(call, &single);
  Announcement what{OperationKind::receive, entry.object, true, call.pc};
  for (;;) {
    settle_special_files();
    const std::uint32_t epoch = io_object(entry.object).epoch;
    if (poll_now(number, POLLIN) == 0 && total(buffers) != 0) {
      if (is_set_nonblocking(number)) {
        announce(what);
        if (poll_now(number, POLLIN) == 0) return -EAGAIN;
        continue;
      }
      const engine::Wake wake = wait_for_touch(what, epoch, special_deadline(entry.object));
      if (wake == engine::Wake::interrupted && !handle_interruption()) return -EINTR;
    } else {
      announce(what);
    }
    settle_special_files();
    if (poll_now(number, POLLIN) == 0 && total(buffers) != 0) continue;
    const long result = read_once(number, io_object(entry.object), buffers);
    if (result == -EAGAIN && !is_set_nonblocking(number)) continue;
    if (!failed(result)) {
      receive(entry.object);
      if (result == 0 && total(buffers) != 0) engine::sink().end_of_file(number);
      touch(entry.object);
      engine::note_progress();
    }
    return result;
  }
}

long read_call(Call& call) noexcept {
  const Descriptor entry = own_descriptor(call.descriptor());
  if (entry.object == no_object) return pass_on(call);
  const IoKind kind = io_object(entry.object).kind;
  if (kind == IoKind::signals) return read_signals(call);
  if (is_stream_like(kind)) return read_waiting(call, entry);
  // What a file read takes moves the offset that descriptors share.
  const bool moves = call.number == SYS_read || call.number == SYS_readv;
  announce({kind == IoKind::input ? OperationKind::receive : OperationKind::file, entry.object, moves, call.pc});
  if (kind == IoKind::device) return read_device(call, entry);
  const long result = pass_on(call);
  if (!failed(result)) receive(entry.object);
  return result;
}

// EPIPE, with the signal that the kernel would send.
long broken_pipe(long result, const Call& call) noexcept {
  if (result == -EPIPE) break_pipe(call.pc);
  return result;
}

// One portion: what the kernel takes as a whole (PIPE_BUF) or, on sockets, as much as there is room for.
long write_portion(int number, const IoObject& object, std::span<const iovec> buffers, std::size_t offset,
                   std::size_t size) noexcept {
  iovec pieces[most_pieces];
  const bool whole = object.kind == IoKind::pipe && size - offset > PIPE_BUF;
  const std::size_t used = slice(buffers, offset, whole ? PIPE_BUF : size - offset, pieces);
  if (object.kind == IoKind::stream_socket || object.kind == IoKind::packet_socket) {
    msghdr message{};
    message.msg_iov = pieces;
    message.msg_iovlen = used;
    return kernel(SYS_sendmsg, number, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  }
  return kernel(SYS_writev, number, pieces, used);
}

long write_waiting(Call& call, const Descriptor& entry) noexcept {
  const int number = call.descriptor();
  const bool nonblocking = is_set_nonblocking(number);
  iovec single;
  const std::span<const iovec> buffers = buffers_of(call, &single);
  const std::size_t size = total(buffers);
  const Announcement what{OperationKind::send, entry.object, true, call.pc};
  std::size_t done = 0;
  do {
    const std::uint32_t epoch = io_object(entry.object).epoch;
    const short room = poll_now(number, POLLOUT);
    if (room == 0 && !nonblocking) {
      const engine::Wake wake = wait_for_touch(what, epoch);
      if (wake == engine::Wake::interrupted && !handle_interruption()) {
        return done > 0 ? static_cast<long>(done) : -EINTR;
      }
      if (poll_now(number, POLLOUT) == 0) continue;
    } else {
      announce(what);
      if (!nonblocking && poll_now(number, POLLOUT) == 0) continue;
    }
    publish(entry.object);
    const long result = write_portion(number, io_object(entry.object), buffers, done, size);
    if (result == -EAGAIN && !nonblocking) continue;
    if (failed(result)) return done > 0 ? static_cast<long>(done) : broken_pipe(result, call);
    touch(entry.object);
    engine::note_progress();
    done += static_cast<std::size_t>(result);
  } while (done < size && !(nonblocking && done > 0 && poll_now(number, POLLOUT) == 0));
  return static_cast<long>(done);
}

long print(Call& call, const Descriptor& entry) noexcept {
  iovec single;
  const std::span<const iovec> buffers = buffers_of(call, &single);
  announce({OperationKind::print, entry.object, true, call.pc});
  long sum = 0;
  for (const iovec& buffer : buffers) {
    if (buffer.iov_len == 0) continue;
    tell_output(io_object(entry.object).stream, static_cast<const char*>(buffer.iov_base), buffer.iov_len);
    if (shows_output()) kernel(SYS_write, io_object(entry.object).stream, buffer.iov_base, buffer.iov_len);
    sum += static_cast<long>(buffer.iov_len);
  }
  engine::note_progress();
  return sum;
}

long write_call(Call& call) noexcept {
  const Descriptor entry = own_descriptor(call.descriptor());
  if (entry.object == no_object) return pass_on(call);
  const IoKind kind = io_object(entry.object).kind;
  if (kind == IoKind::output) return print(call, entry);
  if (!is_vector(call.number)) forget_output(call.pointer<const char>(1));
  if (is_stream_like(kind)) return write_waiting(call, entry);
  announce({OperationKind::file, entry.object, true, call.pc});
  publish(entry.object);
  const long result = pass_on(call);
  if (!failed(result)) {
    engine::note_progress();
    touch(entry.object);
  }
  return result;
}

// Calls on one descriptor that neither wait nor change who holds what.
long file_call(Call& call) noexcept {
  const Descriptor entry = own_descriptor(call.descriptor());
  if (entry.object == no_object) return pass_on(call);
  if (io_object(entry.object).kind == IoKind::output && call.number == SYS_lseek) return -ESPIPE;
  const bool writes = call.number != SYS_fstat && call.number != SYS_getdents64;
  announce({OperationKind::file, entry.object, writes, call.pc});
  const long result = pass_on(call);
  if (!failed(result) && writes) touch(entry.object);
  return result;
}

// What stdio asks of standard output to choose its buffering: the same answer everywhere, that of a pipe.
long stat_call(Call& call) noexcept {
  const Descriptor entry = own_descriptor(call.descriptor());
  if (entry.object == no_object || io_object(entry.object).kind != IoKind::output) return pass_on(call);
  auto* status = call.pointer<struct stat>(1);
  std::memset(status, 0, sizeof *status);
  status->st_mode = S_IFIFO | 0600;
  status->st_blksize = 4096;
  status->st_nlink = 1;
  return 0;
}

long close_descriptor(int number, std::uint64_t pc) noexcept {
  const Descriptor entry = own_descriptor(number);
  if (entry.object == no_object) return number < 0 || is_ours(number) ? -EBADF : kernel(SYS_close, number);
  announce({OperationKind::close, entry.object, true, pc});
  engine::sink().file(OperationKind::close, number, nullptr);
  release_record_locks_of_file(own_process(), entry.object);
  const long result = kernel(SYS_close, number);
  publish(entry.object);
  clear_descriptor(static_cast<int>(own_process()), number);
  engine::note_progress();
  return result;
}

long close_call(Call& call) noexcept {
  return close_descriptor(call.descriptor(), call.pc);
}

long close_range_call(Call& call) noexcept {
  const auto first = static_cast<unsigned>(call.arguments[0]);
  const auto last = static_cast<unsigned>(call.arguments[1]);
  if (first > last) return -EINVAL;
  DescriptorTable& table = process_data(own_process()).descriptors;
  for (int i = static_cast<int>(first); i < table.used && static_cast<unsigned>(i) <= last; ++i) {
    Descriptor& entry = table.entries[static_cast<std::size_t>(i)];
    if (entry.object == no_object) continue;
    if ((call.arguments[2] & CLOSE_RANGE_CLOEXEC) != 0) {
      entry.mode |= mode_close_on_exec;
      kernel(SYS_fcntl, i, F_SETFD, FD_CLOEXEC);
    } else {
      close_descriptor(i, call.pc);
    }
  }
  return 0;
}

long duplicate_to(int from, int to, bool close_on_exec) noexcept {
  if (is_ours(to)) return -EBADF;
  const Descriptor entry = own_descriptor(from);
  const long result = kernel(SYS_dup3, from, to, close_on_exec ? O_CLOEXEC : 0);
  if (failed(result) || entry.object == no_object) return result;
  Descriptor made = entry;
  made.mode = static_cast<std::uint8_t>((entry.mode & (mode_read | mode_write)) | mode_own |
                                        (close_on_exec ? mode_close_on_exec : 0));
  set_descriptor(static_cast<int>(own_process()), to, made);
  return result;
}

long dup_to_call(Call& call) noexcept {
  const int from = call.descriptor(0);
  const int to = call.descriptor(1);
  if (from == to) {
    if (call.number == SYS_dup3) return -EINVAL;
    return failed(kernel(SYS_fcntl, from, F_GETFD)) ? -EBADF : to;
  }
  const Descriptor before = own_descriptor(to);
  if (before.object != no_object) announce({OperationKind::close, before.object, true, call.pc});
  return duplicate_to(from, to, call.number == SYS_dup3 && (call.arguments[2] & O_CLOEXEC) != 0);
}

long note_duplicate(int from, long made, bool close_on_exec) noexcept {
  if (failed(made)) return made;
  Descriptor entry = own_descriptor(from);
  entry.mode = static_cast<std::uint8_t>((entry.mode & (mode_read | mode_write)) | mode_own |
                                         (close_on_exec ? mode_close_on_exec : 0));
  if (entry.object != no_object) set_descriptor(static_cast<int>(own_process()), static_cast<int>(made), entry);
  return made;
}

long dup_call(Call& call) noexcept {
  return note_duplicate(call.descriptor(), pass_on(call), false);
}

long fcntl_call(Call& call) noexcept {
  const int command = call.descriptor(1);
  switch (command) {
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
      return note_duplicate(call.descriptor(), pass_on(call), command == F_DUPFD_CLOEXEC);
    case F_SETLK:
    case F_SETLKW:
    case F_GETLK:
    case 36:  // F_OFD_GETLK
    case 37:  // F_OFD_SETLK
    case 38:  // F_OFD_SETLKW
      return record_lock(call);
    case F_GETLEASE:
    case F_SETLEASE:
    case F_NOTIFY:
    case F_SETOWN:
    case F_SETSIG:
      return -EINVAL;
    default:
      return pass_on(call);
  }
}

long ioctl_call(Call& call) noexcept {
  const Descriptor entry = own_descriptor(call.descriptor());
  const auto request = static_cast<unsigned long>(call.arguments[1]);
  if (entry.object != no_object && io_object(entry.object).kind == IoKind::output) return -ENOTTY;
  if (request == TCGETS || request == TIOCGWINSZ) return -ENOTTY;
  if (request == FIONREAD && entry.object != no_object) announce({OperationKind::poll, entry.object, false, call.pc});
  return pass_on(call);
}

long pipe_call(Call& call) noexcept {
  auto* numbers = call.pointer<int>(0);
  const int flags = call.number == SYS_pipe2 ? call.descriptor(1) : 0;
  const long result = kernel(SYS_pipe2, numbers, flags);
  if (failed(result)) return result;
  const std::uint16_t object = make_object(IoKind::pipe, call.pc);
  const auto close_on_exec = static_cast<std::uint8_t>((flags & O_CLOEXEC) != 0 ? mode_close_on_exec : 0);
  const int own = static_cast<int>(own_process());
  set_descriptor(own, numbers[0],
                 Descriptor{object, static_cast<std::uint8_t>(mode_read | mode_own | close_on_exec), 0});
  set_descriptor(own, numbers[1],
                 Descriptor{object, static_cast<std::uint8_t>(mode_write | mode_own | close_on_exec), 0});
  engine::sink().file(OperationKind::open, numbers[0], "pipe");
  return 0;
}

// Copies between descriptors inside the kernel: where libc or programs fall back to read and write, they may.
long copy_in_kernel(Call&) noexcept {
  return -EINVAL;
}

constexpr Row rows[] = {
    {SYS_read, read_call},      {SYS_readv, read_call},         {SYS_pread64, read_call},
    {SYS_preadv, read_call},    {SYS_preadv2, read_call},       {SYS_write, write_call},
    {SYS_writev, write_call},   {SYS_pwrite64, write_call},     {SYS_pwritev, write_call},
    {SYS_pwritev2, write_call}, {SYS_close, close_call},        {SYS_close_range, close_range_call},
    {SYS_dup, dup_call},        {SYS_dup2, dup_to_call},        {SYS_dup3, dup_to_call},
    {SYS_fcntl, fcntl_call},    {SYS_ioctl, ioctl_call},        {SYS_pipe, pipe_call},
    {SYS_pipe2, pipe_call},     {SYS_fstat, stat_call},         {SYS_lseek, file_call},
    {SYS_ftruncate, file_call}, {SYS_fallocate, file_call},     {SYS_fsync, file_call},
    {SYS_fdatasync, file_call}, {SYS_getdents64, file_call},    {SYS_splice, copy_in_kernel},
    {SYS_tee, copy_in_kernel},  {SYS_vmsplice, copy_in_kernel}, {SYS_copy_file_range, copy_in_kernel},
};

}  // namespace

std::span<const Row> descriptor_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
