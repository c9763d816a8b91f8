// Sockets: pairs, UNIX and loopback TCP; every blocking form is a try, and a wait until some socket has changed.
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>

#include "harness/engine/event_sink.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/paths.hpp"
#include "harness/hooks/syscall/signals.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

using engine::OperationKind;

IoKind kind_of_type(int type) noexcept {
  return (type & 0xf) == SOCK_STREAM ? IoKind::stream_socket : IoKind::packet_socket;
}

void note_socket(int number, std::uint16_t object, int flags) noexcept {
  std::uint8_t mode = mode_read | mode_write | mode_own;
  if ((flags & SOCK_CLOEXEC) != 0) mode |= mode_close_on_exec;
  set_descriptor(static_cast<int>(own_process()), number, Descriptor{object, mode, 0});
  engine::sink().file(OperationKind::open, number, "socket");
}

bool nonblocking(int number) noexcept {
  return (kernel(SYS_fcntl, number, F_GETFL) & O_NONBLOCK) != 0;
}

bool ready(int number, short events) noexcept {
  pollfd entry{number, events, 0};
  return kernel(SYS_poll, &entry, 1, 0) > 0;
}

engine::Time socket_deadline(int number, int option) noexcept {
  timeval limit{};
  unsigned size = sizeof limit;
  if (failed(kernel(SYS_getsockopt, number, SOL_SOCKET, option, &limit, &size))) return engine::no_deadline;
  const auto length =
      static_cast<engine::Time>(limit.tv_sec) * 1'000'000'000u + static_cast<engine::Time>(limit.tv_usec) * 1000u;
  return length == 0 ? engine::no_deadline : engine::state().now + length;
}

// Until `events` are there, the time is over, or a signal came: 0, -EAGAIN or -EINTR. The point is announced in any
// case.
long wait_ready(const Call& call, std::uint16_t object, OperationKind kind, short events, bool no_wait,
                engine::Time deadline) noexcept {
  const int number = call.descriptor();
  for (;;) {
    const std::uint32_t epoch = system().io.epoch;
    const Announcement what{kind, object, true, call.pc};
    if (ready(number, events) || no_wait) {
      announce(what);
      if (ready(number, events)) return 0;
      if (no_wait) return -EAGAIN;
      continue;
    }
    const engine::Wake wake = wait_for_any_touch(what, epoch, deadline);
    if (wake == engine::Wake::timed_out) return ready(number, events) ? 0 : -EAGAIN;
    if (wake == engine::Wake::interrupted && !handle_interruption()) return -EINTR;
    if (ready(number, events)) return 0;
  }
}

void after_change(std::uint16_t object) noexcept {
  touch(object);
  engine::note_progress();
}

long socket_call(Call& call) noexcept {
  const int domain = call.descriptor(0);
  if (domain != AF_UNIX && domain != AF_INET && domain != AF_INET6) return -EAFNOSUPPORT;
  const long result = pass_on(call);
  if (failed(result)) return result;
  note_socket(static_cast<int>(result), make_object(kind_of_type(call.descriptor(1)), call.pc), call.descriptor(1));
  return result;
}

long pair_call(Call& call) noexcept {
  const long result = pass_on(call);
  if (failed(result)) return result;
  const auto* numbers = call.pointer<const int>(3);
  const IoKind kind = kind_of_type(call.descriptor(1));
  const std::uint16_t first = make_object(kind, call.pc);
  const std::uint16_t second = make_object(kind, call.pc);
  io_object(first).peer = second;
  io_object(second).peer = first;
  note_socket(numbers[0], first, call.descriptor(1));
  note_socket(numbers[1], second, call.descriptor(1));
  return 0;
}

long accept_call(Call& call) noexcept {
  const int number = call.descriptor();
  const Descriptor entry = own_descriptor(number);
  if (entry.object == no_object) return pass_on(call);
  const int flags = call.number == SYS_accept4 ? call.descriptor(3) : 0;
  const long waited = wait_ready(call, entry.object, OperationKind::receive, POLLIN, nonblocking(number),
                                 socket_deadline(number, SO_RCVTIMEO));
  if (failed(waited)) return waited;
  const long result = kernel(SYS_accept4, number, call.arguments[1], call.arguments[2], flags);
  if (failed(result)) return result;
  note_socket(static_cast<int>(result), make_object(IoKind::stream_socket, call.pc), flags);
  receive(names_object);
  after_change(entry.object);
  return result;
}

// The connection of a blocking socket: started without blocking, then waited for (a full backlog is the only reason to
// wait).
long connect_call(Call& call) noexcept {
  const int number = call.descriptor();
  const Descriptor entry = own_descriptor(number);
  if (entry.object == no_object) return pass_on(call);
  const bool may_wait = !nonblocking(number);
  publish(names_object);
  for (;;) {
    announce({OperationKind::send, entry.object, true, call.pc});
    const std::uint32_t epoch = system().io.epoch;
    const long flags = kernel(SYS_fcntl, number, F_GETFL);
    if (may_wait) kernel(SYS_fcntl, number, F_SETFL, flags | O_NONBLOCK);
    long result = pass_on(call);
    if (result == -EINPROGRESS && may_wait) {
      // Loopback: the handshake is a matter of microseconds, in the kernel.
      pollfd wait{number, POLLOUT, 0};
      if (kernel(SYS_poll, &wait, 1, 200) > 0) {
        int error = 0;
        unsigned size = sizeof error;
        kernel(SYS_getsockopt, number, SOL_SOCKET, SO_ERROR, &error, &size);
        result = -error;
      }
    }
    if (may_wait) kernel(SYS_fcntl, number, F_SETFL, flags);
    if (!may_wait || (result != -EAGAIN && result != -EINPROGRESS && result != -EALREADY)) {
      after_change(entry.object);
      return result;
    }
    const Announcement what{OperationKind::send, entry.object, true, call.pc};
    if (wait_for_any_touch(what, epoch, engine::no_deadline) == engine::Wake::interrupted && !handle_interruption()) {
      return -EINTR;
    }
  }
}

int flags_of(const Call& call) noexcept {
  const bool is_message = call.number == SYS_recvmsg || call.number == SYS_sendmsg;
  return call.descriptor(is_message ? 2 : 3);
}

void set_flags(Call& call, int flags) noexcept {
  const bool is_message = call.number == SYS_recvmsg || call.number == SYS_sendmsg;
  call.arguments[is_message ? 2 : 3] = flags;
}

// A stream may give less than there is; whole messages and MSG_WAITALL never.
std::size_t shortened(int number, std::size_t wanted) noexcept {
  int there = 0;
  if (failed(kernel(SYS_ioctl, number, FIONREAD, &there)) || there <= 1 || wanted <= 1) return wanted;
  const std::size_t most = static_cast<std::size_t>(there) < wanted ? static_cast<std::size_t>(there) : wanted;
  const std::uint32_t choice = engine::choose_value(engine::ValueKind::read_length, 3);
  return choice == 1 ? 1 : choice == 2 ? (most + 1) / 2 : wanted;
}

// Descriptors that came along in a message are new ones of this process.
void note_passed_descriptors(const msghdr& message, const Call& call) noexcept {
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr;
       part = CMSG_NXTHDR(const_cast<msghdr*>(&message), part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int number = -1;
      std::memcpy(&number, CMSG_DATA(part) + i * sizeof(int), sizeof number);
      note_socket(number, make_object(IoKind::stream_socket, call.pc), 0);
    }
  }
}

long finish_receive(const Call& call, const Descriptor& entry, long result, bool is_stream) noexcept {
  if (failed(result)) return result;
  receive(entry.object);
  if (call.number == SYS_recvmsg) note_passed_descriptors(*call.pointer<const msghdr>(1), call);
  if (result == 0 && is_stream) engine::sink().end_of_file(call.descriptor());
  after_change(entry.object);
  return result;
}

// MSG_WAITALL: everything that was asked for, or end of file.
long receive_all(Call& call, const Descriptor& entry) noexcept {
  auto* out = call.pointer<char>(1);
  const std::size_t wanted = call.size(2);
  std::size_t done = 0;
  while (done < wanted) {
    const long waited = wait_ready(call, entry.object, OperationKind::receive, POLLIN, false, engine::no_deadline);
    if (failed(waited)) return done > 0 ? static_cast<long>(done) : waited;
    const long result =
        kernel(SYS_recvfrom, call.descriptor(), out + done, wanted - done, MSG_DONTWAIT, nullptr, nullptr);
    if (result == -EAGAIN) continue;
    if (failed(result)) return done > 0 ? static_cast<long>(done) : result;
    finish_receive(call, entry, result, true);
    if (result == 0) break;
    done += static_cast<std::size_t>(result);
  }
  return static_cast<long>(done);
}

long receive_call(Call& call) noexcept {
  const int number = call.descriptor();
  const Descriptor entry = own_descriptor(number);
  if (entry.object == no_object) return pass_on(call);
  const bool is_stream = io_object(entry.object).kind == IoKind::stream_socket;
  const int flags = flags_of(call);
  if ((flags & MSG_WAITALL) != 0 && is_stream && call.number == SYS_recvfrom) return receive_all(call, entry);
  const bool no_wait = (flags & MSG_DONTWAIT) != 0 || nonblocking(number);
  const long waited =
      wait_ready(call, entry.object, OperationKind::receive, POLLIN, no_wait, socket_deadline(number, SO_RCVTIMEO));
  if (failed(waited)) return waited;
  set_flags(call, flags | MSG_DONTWAIT);
  if (is_stream && call.number == SYS_recvfrom) call.arguments[2] = static_cast<long>(shortened(number, call.size(2)));
  return finish_receive(call, entry, pass_on(call), is_stream);
}

long broken(long result, int flags, const Call& call) noexcept {
  if (result == -EPIPE && (flags & MSG_NOSIGNAL) == 0) break_pipe(call.pc);
  return result;
}

// A blocking send of a stream goes on until everything is in.
long send_stream(Call& call, const Descriptor& entry, int flags, bool no_wait) noexcept {
  const auto* bytes = call.pointer<const char>(1);
  const std::size_t size = call.size(2);
  std::size_t done = 0;
  do {
    const long waited = wait_ready(call, entry.object, OperationKind::send, POLLOUT, no_wait,
                                   socket_deadline(call.descriptor(), SO_SNDTIMEO));
    if (failed(waited)) return done > 0 ? static_cast<long>(done) : waited;
    publish(entry.object);
    const long result = kernel(SYS_sendto, call.descriptor(), bytes + done, size - done,
                               flags | MSG_DONTWAIT | MSG_NOSIGNAL, call.arguments[4], call.arguments[5]);
    if (result == -EAGAIN && !no_wait) continue;
    if (failed(result)) return done > 0 ? static_cast<long>(done) : broken(result, flags, call);
    after_change(entry.object);
    done += static_cast<std::size_t>(result);
  } while (done < size && !no_wait);
  return static_cast<long>(done);
}

long send_call(Call& call) noexcept {
  const int number = call.descriptor();
  const Descriptor entry = own_descriptor(number);
  if (entry.object == no_object) return pass_on(call);
  const int flags = flags_of(call);
  const bool no_wait = (flags & MSG_DONTWAIT) != 0 || nonblocking(number);
  if (io_object(entry.object).kind == IoKind::stream_socket && call.number == SYS_sendto) {
    return send_stream(call, entry, flags, no_wait);
  }
  const long waited = wait_ready(call, entry.object, OperationKind::send, POLLOUT, no_wait, engine::no_deadline);
  if (failed(waited)) return waited;
  publish(entry.object);
  set_flags(call, flags | MSG_DONTWAIT | MSG_NOSIGNAL);
  const long result = pass_on(call);
  if (failed(result)) return broken(result, flags, call);
  after_change(entry.object);
  return result;
}

// A UNIX socket with a path is a file that somebody has to remove.
void note_bound_path(const Call& call) noexcept {
  const auto* address = call.pointer<const sockaddr_un>(1);
  PathText absolute;
  if (address->sun_family != AF_UNIX || call.size(2) <= sizeof(sa_family_t) || address->sun_path[0] == '\0') return;
  if (absolute_path(AT_FDCWD, address->sun_path, absolute)) note_made_path(absolute.data(), false, call.pc);
}

// bind, listen, shutdown, setsockopt: they do not wait, others may.
long change_call(Call& call) noexcept {
  const Descriptor entry = own_descriptor(call.descriptor());
  if (entry.object == no_object) return pass_on(call);
  announce({OperationKind::other, entry.object, true, call.pc});
  publish(entry.object);
  const long result = pass_on(call);
  if (failed(result)) return result;
  after_change(entry.object);
  if (call.number == SYS_bind) note_bound_path(call);
  return result;
}

constexpr Row rows[] = {
    {SYS_socket, socket_call},     {SYS_socketpair, pair_call}, {SYS_accept, accept_call},
    {SYS_accept4, accept_call},    {SYS_connect, connect_call}, {SYS_recvfrom, receive_call},
    {SYS_recvmsg, receive_call},   {SYS_sendto, send_call},     {SYS_sendmsg, send_call},
    {SYS_bind, change_call},       {SYS_listen, change_call},   {SYS_shutdown, change_call},
    {SYS_setsockopt, change_call},
};

}  // namespace

std::span<const Row> socket_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
