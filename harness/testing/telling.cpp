// The two places where events go.
#include "harness/testing/telling.hpp"

#include <cstdlib>
#include <initializer_list>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

extern "C" {
/// Of the runtime, where it is linked in; see harness/explorer/server.cpp.
const char* threadmark_unit() __attribute__((weak));
void threadmark_tell(const char* name, std::int64_t value, const char* text) __attribute__((weak));
/// Tells the runtime that the driver's main passes the fork point itself.
extern const char threadmark_driver_serves;
const char threadmark_driver_serves = 1;
}

namespace threadmark::testing {
namespace {

// Opened on first use; stays open.
int events_descriptor() {
  static const int descriptor = [] {
    const char* place = std::getenv("THREADMARK_EVENTS");
    if (place == nullptr || *place == '\0') return -1;
    char* end = nullptr;
    const long number = std::strtol(place, &end, 10);
    if (*end == '\0') return static_cast<int>(number);
    return open(place, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  }();
  return descriptor;
}

std::string escaped(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > ' ' && byte < 0x7F && c != '%') {
      result += c;
    } else {
      result += '%';
      result += digits[byte / 16];
      result += digits[byte % 16];
    }
  }
  return result;
}

// One line by one write, so that lines of several processes stay whole.
void write_line(std::initializer_list<std::string> words) {
  const int descriptor = events_descriptor();
  if (descriptor < 0) return;
  std::string line;
  for (const std::string& word : words) {
    if (!line.empty()) line += ' ';
    line += escaped(word);
  }
  line += '\n';
  [[maybe_unused]] const ssize_t put = write(descriptor, line.data(), line.size());
}

// The two halves of a value as the runtime unpacks them.
std::int64_t both(std::int64_t low, std::int64_t high) {
  return (high << 32) | (low & 0xFFFFFFFF);
}

}  // namespace

bool is_controlled() {
  return threadmark_tell != nullptr;
}

std::string selected_unit() {
  if (threadmark_unit != nullptr) {
    // The runtime's own memory: copied by hand, as a string function would be watched.
    std::string unit;
    for (const char* next = threadmark_unit(); *next != '\0'; ++next)
      unit += *next;
    return unit;
  }
  const char* unit = std::getenv("THREADMARK_UNIT");
  return unit != nullptr ? unit : "";
}

void tell_unit(const std::string& name) {
  if (is_controlled()) return threadmark_tell("\1unit", 0, name.c_str());
  write_line({"unit", name});
}

void tell_begin(const std::string& name) {
  if (is_controlled()) return threadmark_tell("\1test_begin", 0, name.c_str());
  write_line({"begin", name});
}

void tell_assertion(const char* file, int line, const std::string& message) {
  const std::string where = file != nullptr ? file : "";
  if (is_controlled()) return threadmark_tell("\1assertion", line, (where + '\1' + message).c_str());
  write_line({"assertion", std::to_string(line), where, message});
}

void tell_end(const std::string& name, std::int64_t failed, std::int64_t made) {
  if (is_controlled()) return threadmark_tell("\1test_end", both(failed, made), name.c_str());
  write_line({"end", name, std::to_string(failed), std::to_string(made)});
}

void tell_event(const char* name, std::int64_t value) {
  if (is_controlled()) return threadmark_tell(name, value, nullptr);
  write_line({"event", name, std::to_string(value)});
}

void tell_done(std::int64_t tests, std::int64_t made) {
  if (is_controlled()) return threadmark_tell("\1checkpoint", both(tests, made), nullptr);
  write_line({"done", std::to_string(tests), std::to_string(made)});
}

}  // namespace threadmark::testing
