// Descriptors whose readiness depends on virtual time or signals: timerfd and signalfd stand on an eventfd; devices of
// chance.
#pragma once

#include "harness/engine/operation.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/io_table.hpp"

namespace threadmark::hooks {

// Makes the eventfds under the calling process's timerfds and signalfds show what virtual time and pending signals say.
// To be called before the kernel is asked about readiness.
void settle_special_files() noexcept;

// When the object becomes ready by itself; no_deadline for what is no timer.
engine::Time special_deadline(std::uint16_t object) noexcept;
// The earliest of the calling process's timerfds.
engine::Time earliest_special_deadline() noexcept;

// read() on a signalfd.
long read_signals(Call& call) noexcept;

// read() of /dev/urandom and the like: the run's own chance.
long read_device(Call& call, const Descriptor& entry) noexcept;

// Fills from the run's random sequence.
void fill_random(void* bytes, std::size_t size) noexcept;

// True when output is to be shown on the real streams as well (no explorer listens).
bool shows_output() noexcept;
void set_shows_output(bool value) noexcept;

// Descriptors of the runtime itself, which the program cannot close or replace.
bool is_ours(int number) noexcept;
void protect_descriptor(int number) noexcept;

}  // namespace threadmark::hooks
