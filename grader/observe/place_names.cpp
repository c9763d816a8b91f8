// Resolving call stacks and naming tasks and objects.
#include "grader/observe/place_names.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

namespace threadmark::observe {
namespace {

const StudentPlace nowhere;

// What an object without a name of its own is called, in the order of ObjectKind.
constexpr std::array<std::string_view, trace::object_kind_count> kind_words = {
    "object",         "memory",    "atomic",    "mutex",     "recursive mutex", "condition variable",
    "rwlock",         "semaphore", "barrier",   "once flag", "spin lock",       "wait address",
    "static's guard", "thread",    "process",   "pipe",      "socket",          "event descriptor",
    "timer",          "file",      "file lock", "signal",    "stream",          "shared memory",
    "clock",          "object"};

std::string readable(const std::string& function, const Location& where) {
  if (function.find("operator()") != std::string::npos || function.find("{lambda") != std::string::npos)
    return "lambda at line " + std::to_string(where.line);
  return function.substr(0, function.find('('));
}

}  // namespace

std::vector<std::uint64_t> stack_of(const trace::RecordView& record) {
  std::vector<std::uint64_t> stack(record.stack_count);
  for (std::size_t i = 0; i < stack.size(); ++i)
    stack[i] = record.stack(i);
  return stack;
}

StudentPlaces::StudentPlaces(Symbolizer symbolizer, std::vector<std::string> files)
    : symbolizer_(std::move(symbolizer)), files_(files.begin(), files.end()) {}

const std::vector<StudentPlace>& StudentPlaces::places_at(std::uint64_t pc) {
  const auto known = places_.find(pc);
  if (known != places_.end()) return known->second;
  std::vector<StudentPlace> found;
  // A stack holds return addresses; the call itself lies just before.
  for (const Frame& frame : symbolizer_.at(pc == 0 ? 0 : pc - 1).frames) {
    std::filesystem::path path = std::filesystem::path(frame.where.file).lexically_normal();
    if (files_.contains(path.string()) || files_.contains(path.filename().string()))
      found.push_back({{files_.contains(path.string()) ? path.string() : path.filename().string(), frame.where.line},
                       frame.function});
  }
  return places_.emplace(pc, std::move(found)).first->second;
}

const StudentPlace& StudentPlaces::innermost(const std::vector<std::uint64_t>& stack) {
  for (const std::uint64_t pc : stack)
    if (const auto& places = places_at(pc); !places.empty()) return places.front();
  return nowhere;
}

const StudentPlace& StudentPlaces::outermost(const std::vector<std::uint64_t>& stack) {
  for (auto pc = stack.rbegin(); pc != stack.rend(); ++pc)
    if (const auto& places = places_at(*pc); !places.empty()) return places.back();
  return nowhere;
}

std::string StudentPlaces::variable(std::uint64_t address) {
  return symbolizer_.variable_at(address).value_or("");
}

void PlaceNames::learn(const trace::RecordView& record) {
  const std::vector<std::uint64_t> stack = stack_of(record);
  if (record.kind == trace::RecordKind::object) {
    Known known{.kind = static_cast<trace::ObjectKind>(record.op), .name = std::string(record.text()), .ordinal = 0};
    if (known.name.empty() && record.address != 0) known.name = places_.variable(record.address);
    if (known.name.empty()) known.ordinal = ++unnamed_[known.kind];
    objects_.emplace(record.object, std::move(known));
    return;
  }
  if (record.kind == trace::RecordKind::task) {
    if (record.text_size > 0) tasks_[record.task] = std::string(record.text());
    return;
  }
  if (record.task == 0 || tasks_.contains(record.task) || stack.empty()) return;
  const StudentPlace& place = places_.outermost(stack);
  if (place.where.line > 0) tasks_[record.task] = record.task == 1 ? "main" : readable(place.function, place.where);
}

std::string PlaceNames::task(int number) const {
  const auto known = tasks_.find(number);
  if (known != tasks_.end()) return known->second;
  return number == 1 ? "main" : "";
}

std::string PlaceNames::object(std::int64_t number) {
  const auto known = objects_.find(number);
  if (known == objects_.end()) return "";
  if (!known->second.name.empty()) return known->second.name;
  const std::string_view word = kind_words[static_cast<std::size_t>(known->second.kind)];
  return std::string(word) + " " + std::to_string(known->second.ordinal);
}

std::string PlaceNames::memory(std::uint64_t address) {
  if (address == 0) return "";
  const std::string name = places_.variable(address);
  return name.empty() ? "memory" : name;
}

}  // namespace threadmark::observe
