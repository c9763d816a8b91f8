// timerfd and signalfd on eventfds, devices of chance, and the runtime's own descriptors.
#include "harness/hooks/syscall/special_files.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <sys/signalfd.h>
#include <sys/syscall.h>

#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/signals.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

bool output_shown = false;
constexpr int most_own = 8;
int own_descriptors[most_own] = {};
int own_count = 0;

void settle_timer(int number, IoObject& object) noexcept {
  const engine::Time now = engine::state().now;
  if (object.deadline == 0 || static_cast<engine::Time>(object.deadline) > now) return;
  std::uint64_t times = 1;
  if (object.interval > 0) {
    times += (now - static_cast<engine::Time>(object.deadline)) / static_cast<engine::Time>(object.interval);
    object.deadline += static_cast<std::int64_t>(times) * object.interval;
  } else {
    object.deadline = 0;
  }
  kernel(SYS_write, number, &times, sizeof times);
}

void settle_signals(int number, const IoObject& object) noexcept {
  std::uint64_t count = 0;
  kernel(SYS_read, number, &count, sizeof count);  // non-blocking: empties it
  if ((pending_for(engine::self()->index) & object.mask) == 0) return;
  count = 1;
  kernel(SYS_write, number, &count, sizeof count);
}

template <class Visit>
void for_each_special(Visit visit) noexcept {
  DescriptorTable& table = process_data(own_process()).descriptors;
  for (int i = 0; i < table.used; ++i) {
    const std::uint16_t index = table.entries[static_cast<std::size_t>(i)].object;
    if (index == no_object) continue;
    IoObject& object = io_object(index);
    if (object.kind == IoKind::timer || object.kind == IoKind::signals) visit(i, object);
  }
}

}  // namespace

void settle_special_files() noexcept {
  for_each_special([](int number, IoObject& object) {
    if (object.kind == IoKind::timer) {
      settle_timer(number, object);
    } else {
      settle_signals(number, object);
    }
  });
}

engine::Time special_deadline(std::uint16_t index) noexcept {
  const IoObject& object = io_object(index);
  if (object.kind != IoKind::timer || object.deadline == 0) return engine::no_deadline;
  return static_cast<engine::Time>(object.deadline);
}

engine::Time earliest_special_deadline() noexcept {
  engine::Time earliest = engine::no_deadline;
  for_each_special([&](int, const IoObject& object) {
    if (object.kind != IoKind::timer || object.deadline == 0) return;
    if (static_cast<engine::Time>(object.deadline) < earliest) earliest = static_cast<engine::Time>(object.deadline);
  });
  return earliest;
}

long read_signals(Call& call) noexcept {
  const Descriptor entry = own_descriptor(call.descriptor());
  if (call.size(2) < sizeof(signalfd_siginfo)) return -EINVAL;
  const std::uint64_t mask = io_object(entry.object).mask;
  for (;;) {
    const std::uint32_t epoch = system().io.epoch;
    SignalNews news;
    const int signal = take_pending(mask, &news);
    if (signal != 0) {
      signalfd_siginfo info;
      std::memset(&info, 0, sizeof info);
      info.ssi_signo = static_cast<std::uint32_t>(signal);
      info.ssi_code = news.code;
      info.ssi_pid = static_cast<std::uint32_t>(news.sender);
      info.ssi_status = static_cast<std::int32_t>(news.value);
      std::memcpy(call.pointer<void>(1), &info, sizeof info);
      return sizeof info;
    }
    if (io_object(entry.object).value != 0) return -EAGAIN;
    const Announcement what{engine::OperationKind::receive, entry.object, true, call.pc};
    if (wait_for_any_touch(what, epoch, engine::no_deadline) == engine::Wake::interrupted && !handle_interruption()) {
      return -EINTR;
    }
  }
}

void fill_random(void* bytes, std::size_t size) noexcept {
  auto* out = static_cast<unsigned char*>(bytes);
  std::uint64_t& seed = engine::state().random_state;
  for (std::size_t i = 0; i < size; ++i) {
    // splitmix64, a byte at a time: quality does not matter here, sameness does.
    seed += 0x9e3779b97f4a7c15u;
    std::uint64_t z = seed;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    out[i] = static_cast<unsigned char>(z >> 56);
  }
}

long read_device(Call& call, const Descriptor& entry) noexcept {
  if (io_object(entry.object).value == 0 || call.number != SYS_read) return pass_on(call);
  fill_random(call.pointer<void>(1), call.size(2));
  return static_cast<long>(call.size(2));
}

bool shows_output() noexcept {
  return output_shown;
}

void set_shows_output(bool value) noexcept {
  output_shown = value;
}

bool is_ours(int number) noexcept {
  for (int i = 0; i < own_count; ++i) {
    if (own_descriptors[i] == number) return true;
  }
  return false;
}

void protect_descriptor(int number) noexcept {
  if (own_count < most_own) own_descriptors[own_count++] = number;
}

extern "C" void threadmark_show_output(bool value) {
  set_shows_output(value);
}
extern "C" void threadmark_protect_descriptor(int number) {
  protect_descriptor(number);
}

}  // namespace threadmark::hooks
