// Which tests of a driver a check is about.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "grader/check/check.hpp"

namespace threadmark::check {

/// Names of tests, `Suite.Name` or `Suite.*`; or all tests except some.
struct TestNames {
  std::vector<std::string> names;
  std::vector<std::string> except;
  bool all = false;

  bool cover(const std::string& name) const;
};

/// The implied check of every test that no check of the spec names.
std::unique_ptr<Check> make_rest_of_tests_check(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary,
                                                std::vector<std::string> named);

}  // namespace threadmark::check
