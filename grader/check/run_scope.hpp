// Which runs a check is about: those of its cases (or, in a component, of its tests) under its time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/model/lesson.hpp"
#include "grader/model/run.hpp"

namespace threadmark::check {

/// The runs that one check is about.
struct RunScope {
  std::vector<std::string> cases;  ///< ids of cases, or test names such as `Suite.Name` and `Suite.*`; empty: all
  JudgedTime time = JudgedTime::both;

  bool covers(const Run& run) const;
  bool covers_everything() const { return cases.empty() && time == JudgedTime::both; }
};

/// True when the name is the pattern, or begins with what stands before the pattern's final `*`.
bool matches_name(std::string_view pattern, std::string_view name);

}  // namespace threadmark::check
