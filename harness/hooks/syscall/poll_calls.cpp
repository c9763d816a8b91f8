// poll, select and epoll: the kernel says what is ready now, virtual time how long to wait for it.
#include <cerrno>
#include <csignal>
#include <cstring>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>

#include "harness/engine/clock.hpp"
#include "harness/engine/event_sink.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/signals.hpp"
#include "harness/hooks/syscall/special_files.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

using engine::OperationKind;

engine::Time deadline_of(const timespec* limit) noexcept {
  if (limit == nullptr) return engine::no_deadline;
  return engine::deadline_after(static_cast<engine::Time>(limit->tv_sec) * 1'000'000'000u +
                                static_cast<engine::Time>(limit->tv_nsec));
}

engine::Time deadline_of_milliseconds(int limit) noexcept {
  return limit < 0 ? engine::no_deadline : engine::deadline_after(static_cast<engine::Time>(limit) * 1'000'000u);
}

// While one lives, the task has another signal mask (ppoll, pselect, epoll_pwait).
class MaskDuring {
 public:
  explicit MaskDuring(const std::uint64_t* mask) noexcept : is_set_(mask != nullptr) {
    TaskData& data = task_data(engine::self()->index);
    before_ = data.mask;
    if (!is_set_) return;
    data.mask = *mask;
    refresh_pending(own_process());
  }
  ~MaskDuring() {
    if (!is_set_) return;
    task_data(engine::self()->index).mask = before_;
    refresh_pending(own_process());
  }
  MaskDuring(const MaskDuring&) = delete;
  MaskDuring& operator=(const MaskDuring&) = delete;

 private:
  bool is_set_;
  std::uint64_t before_;
};

// Asks `look` (> 0: ready, 0: not, < 0: error) until something is ready, the deadline comes or a signal is handled:
// these calls are never restarted.
template <class Look>
long look_until(const Call& call, std::uint16_t object, engine::Time deadline, Look look) noexcept {
  const Announcement what{OperationKind::poll, object, false, call.pc};
  bool announced = false;
  for (;;) {
    settle_special_files();
    const std::uint32_t epoch = system().io.epoch;
    const bool no_wait = deadline <= engine::state().now;
    if (!announced && (no_wait || look() != 0)) {
      // Something is ready before the point: at it, it may be so no more.
      announce(what);
      announced = true;
      settle_special_files();
      const long result = look();
      if (result != 0 || no_wait) return result;
      continue;
    }
    if (engine::self()->pending_signal) {
      // Let through by the call's own mask: opening it and waiting are one step.
      handle_interruption();
      return -EINTR;
    }
    const engine::Time own_timers = earliest_special_deadline();
    const engine::Wake wake = wait_for_any_touch(what, epoch, own_timers < deadline ? own_timers : deadline);
    announced = true;
    settle_special_files();
    const long result = look();
    if (result != 0) {
      if (wake == engine::Wake::interrupted) handle_interruption();
      return result;
    }
    if (wake == engine::Wake::interrupted) {
      handle_interruption();
      return -EINTR;
    }
    if (engine::state().now >= deadline) return 0;
  }
}

std::uint16_t object_of(int number) noexcept {
  return own_descriptor(number).object;
}

// Standard output is always ready; whether the real stream under it is does not matter.
long poll_entries(pollfd* entries, std::size_t count) noexcept {
  return kernel(SYS_poll, entries, count, 0);
}

long poll_call(Call& call) noexcept {
  auto* entries = call.pointer<pollfd>(0);
  const std::size_t count = call.size(1);
  engine::Time deadline = engine::no_deadline;
  const std::uint64_t* mask = nullptr;
  if (call.number == SYS_poll) {
    deadline = deadline_of_milliseconds(call.descriptor(2));
  } else {
    deadline = deadline_of(call.pointer<const timespec>(2));
    mask = call.pointer<const std::uint64_t>(3);
  }
  const MaskDuring during(mask);
  return look_until(call, count == 1 ? object_of(entries[0].fd) : no_object, deadline,
                    [&] { return poll_entries(entries, count); });
}

struct SelectSets {
  static constexpr std::size_t words = FD_SETSIZE / (8 * sizeof(long));
  long read[words], write[words], error[words];
};

std::size_t words_for(int highest) noexcept {
  return (static_cast<std::size_t>(highest) + 63) / 64;
}

void copy_set(long* to, const long* from, int highest) noexcept {
  if (from != nullptr && to != nullptr) std::memcpy(to, from, words_for(highest) * sizeof(long));
}

long select_call(Call& call) noexcept {
  const int highest = call.descriptor(0) < FD_SETSIZE ? call.descriptor(0) : FD_SETSIZE;
  if (highest < 0) return -EINVAL;
  long* const wanted[3] = {call.pointer<long>(1), call.pointer<long>(2), call.pointer<long>(3)};
  SelectSets kept;
  long* const originals[3] = {kept.read, kept.write, kept.error};
  for (int i = 0; i < 3; ++i)
    copy_set(originals[i], wanted[i], highest);
  engine::Time deadline = engine::no_deadline;
  const std::uint64_t* mask = nullptr;
  if (call.number == SYS_select) {
    if (const auto* limit = call.pointer<const timeval>(4); limit != nullptr) {
      const timespec as_nanoseconds{limit->tv_sec, limit->tv_usec * 1000};
      deadline = deadline_of(&as_nanoseconds);
    }
  } else {
    deadline = deadline_of(call.pointer<const timespec>(4));
    struct Wrapped {
      const std::uint64_t* mask;
      std::size_t size;
    };
    if (const auto* wrapped = call.pointer<const Wrapped>(5); wrapped != nullptr) mask = wrapped->mask;
  }
  const MaskDuring during(mask);
  return look_until(call, no_object, deadline, [&] {
    for (int i = 0; i < 3; ++i)
      copy_set(wanted[i], originals[i], highest);
    timespec none{};
    return kernel(SYS_pselect6, highest, wanted[0], wanted[1], wanted[2], &none, nullptr);
  });
}

long epoll_wait_call(Call& call) noexcept {
  const int number = call.descriptor(0);
  engine::Time deadline = deadline_of_milliseconds(call.descriptor(3));
  const std::uint64_t* mask = nullptr;
  if (call.number == SYS_epoll_pwait) mask = call.pointer<const std::uint64_t>(4);
  if (call.number == SYS_epoll_pwait2) {
    deadline = deadline_of(call.pointer<const timespec>(3));
    mask = call.pointer<const std::uint64_t>(4);
  }
  const MaskDuring during(mask);
  // A level-triggered look changes nothing, an edge-triggered one must not be lost: the first look asks only whether
  // there is one.
  const Announcement what{OperationKind::poll, object_of(number), false, call.pc};
  for (;;) {
    settle_special_files();
    const std::uint32_t epoch = system().io.epoch;
    pollfd self{number, POLLIN, 0};
    const bool ready = kernel(SYS_poll, &self, 1, 0) > 0;
    const bool no_wait = deadline <= engine::state().now;
    engine::Wake wake = engine::Wake::ready;
    if (ready || no_wait) {
      announce(what);
    } else if (engine::self()->pending_signal) {
      wake = engine::Wake::interrupted;
    } else {
      const engine::Time own_timers = earliest_special_deadline();
      wake = wait_for_any_touch(what, epoch, own_timers < deadline ? own_timers : deadline);
    }
    settle_special_files();
    const long result = kernel(SYS_epoll_wait, number, call.arguments[1], call.arguments[2], 0);
    if (result > 0 && object_of(number) != no_object) receive(object_of(number));
    if (wake == engine::Wake::interrupted) handle_interruption();
    if (result != 0) return result;
    if (wake == engine::Wake::interrupted) return -EINTR;
    if (engine::state().now >= deadline) return 0;
  }
}

long note_new(long number, IoKind kind, const Call& call, bool close_on_exec) noexcept {
  if (failed(number)) return number;
  const std::uint16_t object = make_object(kind, call.pc);
  std::uint8_t mode = mode_read | mode_write | mode_own;
  if (close_on_exec) mode |= mode_close_on_exec;
  set_descriptor(static_cast<int>(own_process()), static_cast<int>(number), Descriptor{object, mode, 0});
  engine::sink().file(OperationKind::open, static_cast<int>(number), nullptr);
  return number;
}

long epoll_create_call(Call& call) noexcept {
  const int flags = call.number == SYS_epoll_create1 ? call.descriptor(0) : 0;
  return note_new(kernel(SYS_epoll_create1, flags), IoKind::epoll, call, (flags & EPOLL_CLOEXEC) != 0);
}

long epoll_control_call(Call& call) noexcept {
  const Descriptor entry = own_descriptor(call.descriptor());
  if (entry.object == no_object) return pass_on(call);
  announce({OperationKind::other, entry.object, true, call.pc});
  const long result = pass_on(call);
  if (failed(result)) return result;
  // Whoever arms a descriptor comes before whoever is told of it.
  publish(entry.object);
  touch(entry.object);
  return result;
}

long eventfd_call(Call& call) noexcept {
  const int flags = call.number == SYS_eventfd2 ? call.descriptor(1) : 0;
  return note_new(kernel(SYS_eventfd2, call.arguments[0], flags), IoKind::event, call, (flags & EFD_CLOEXEC) != 0);
}

long signalfd_call(Call& call) noexcept {
  const int number = call.descriptor(0);
  const std::uint64_t mask = *call.pointer<const std::uint64_t>(1);
  const int flags = call.number == SYS_signalfd4 ? call.descriptor(3) : 0;
  if (number >= 0) {
    const Descriptor entry = own_descriptor(number);
    if (entry.object == no_object || io_object(entry.object).kind != IoKind::signals) return -EINVAL;
    io_object(entry.object).mask = mask;
    return number;
  }
  const int close_on_exec = (flags & SFD_CLOEXEC) != 0 ? EFD_CLOEXEC : 0;
  const long made =
      note_new(kernel(SYS_eventfd2, 0, EFD_NONBLOCK | close_on_exec), IoKind::signals, call, close_on_exec != 0);
  if (failed(made)) return made;
  IoObject& object = io_object(own_descriptor(static_cast<int>(made)).object);
  object.mask = mask;
  object.value = (flags & SFD_NONBLOCK) != 0 ? 1 : 0;
  return made;
}

constexpr Row rows[] = {
    {SYS_poll, poll_call},
    {SYS_ppoll, poll_call},
    {SYS_select, select_call},
    {SYS_pselect6, select_call},
    {SYS_epoll_wait, epoll_wait_call},
    {SYS_epoll_pwait, epoll_wait_call},
    {SYS_epoll_pwait2, epoll_wait_call},
    {SYS_epoll_create, epoll_create_call},
    {SYS_epoll_create1, epoll_create_call},
    {SYS_epoll_ctl, epoll_control_call},
    {SYS_eventfd, eventfd_call},
    {SYS_eventfd2, eventfd_call},
    {SYS_signalfd, signalfd_call},
    {SYS_signalfd4, signalfd_call},
};

}  // namespace

std::span<const Row> poll_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
