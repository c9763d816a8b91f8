// Signal handlers that write into a pipe.
#include "grader/pipeline/interruption.hpp"

#include <atomic>
#include <cstddef>

#include <fcntl.h>
#include <unistd.h>

namespace threadmark::pipeline {
namespace {

std::atomic<int> came{0};
std::array<int, 2> ends = {-1, -1};

void take(int number) {
  int none = 0;
  if (!came.compare_exchange_strong(none, number)) ::_exit(128 + number);
  const char byte = 0;
  [[maybe_unused]] const ssize_t written = ::write(ends[1], &byte, 1);
}

}  // namespace

Interruption::Interruption() {
  came = 0;
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) ends = {-1, -1};
  struct sigaction action = {};
  action.sa_handler = take;
  for (std::size_t i = 0; i < signals.size(); ++i)
    ::sigaction(signals.at(i), &action, &before_.at(i));
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < signals.size(); ++i)
    ::sigaction(signals.at(i), &before_.at(i), nullptr);
  for (int& end : ends)
    if (end >= 0) ::close(end);
  ends = {-1, -1};
}

int Interruption::signal() const {
  return came;
}

int Interruption::descriptor() const {
  return ends[0];
}

}  // namespace threadmark::pipeline
