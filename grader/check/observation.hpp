// A run as checks see it: each event under its name, with the values that its pattern captured.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/check/vocabulary.hpp"
#include "grader/model/run.hpp"

namespace threadmark::check {

/// The value of a field: its text, and the number that it is, if it is one.
struct Value {
  std::string text;
  std::optional<std::int64_t> number;

  /// A value that stands for that text; decimal integers (with sign, leading zeros) are numbers too.
  static Value of(std::string_view text);
  static Value of(std::int64_t number);

  /// Numbers are equal by value (`7` is `007`), everything else by its text.
  bool operator==(const Value& other) const;
  bool operator<(const Value& other) const;
};

/// One event with what classification found: the index of its pattern (−1: none) and the captures of that pattern.
struct Sighting {
  const Event* event = nullptr;
  int pattern = -1;
  std::vector<std::string_view> captures;

  bool is_line() const { return event->kind == EventKind::line || event->kind == EventKind::partial_line; }
};

/// A classified run. Refers to the run and the vocabulary, which outlive it.
class Observation {
 public:
  Observation(const Run& run, const Vocabulary& vocabulary);
  Observation(const Observation&) = delete;
  Observation& operator=(const Observation&) = delete;

  const Run& run() const { return run_; }

  /// The events in order; lines of standard error are left out.
  const std::vector<Sighting>& sightings() const { return sightings_; }

  /// True when the run did not get to its own end, so that what is absent from it proves nothing.
  bool cut_short() const { return cut_short_; }

 private:
  Sighting classify(const Event& event, const Vocabulary& vocabulary);

  const Run& run_;
  std::vector<Sighting> sightings_;
  std::deque<std::string> squeezed_;  ///< contents of files without their white space, which captures point into
  bool cut_short_ = false;
};

/// True when the main process was stopped or killed, or a finding says that some task never got to its end.
bool was_cut_short(const Run& run);

}  // namespace threadmark::check
