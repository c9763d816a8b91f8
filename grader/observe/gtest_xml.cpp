// Turning GoogleTest's <testcase> elements into test outcomes.
#include "grader/observe/gtest_xml.hpp"

#include <charconv>
#include <string>

#include "grader/formats/xml/xml.hpp"

namespace threadmark::observe {
namespace {

using xml::Element;

constexpr std::size_t most_tests = 10'000;

/// `driver.cpp:12` at the beginning of an assertion's message; line 0 where there is none (`unknown file`).
Location place_of(const std::string& message) {
  const std::string first = message.substr(0, message.find('\n'));
  const std::size_t colon = first.rfind(':');
  if (colon == std::string::npos) return {};
  int line = 0;
  const auto [stop, error] = std::from_chars(first.data() + colon + 1, first.data() + first.size(), line);
  if (error != std::errc() || stop != first.data() + first.size() || line <= 0) return {};
  return {first.substr(0, colon), line};
}

std::string without_place(const std::string& message) {
  const std::size_t end = message.find('\n');
  return end == std::string::npos ? message : message.substr(end + 1);
}

/// Tests that the driver itself disabled or skipped say nothing about the student's work.
bool is_judged(const Element& test) {
  const std::string result = test.attribute("result");
  return test.name == "testcase" && result != "suppressed" && result != "skipped";
}

TestOutcome outcome_of(const Element& test) {
  TestOutcome outcome;
  outcome.suite = test.attribute("classname");
  outcome.name = test.attribute("name");
  const Element* failure = test.child("failure");
  const std::string result = test.attribute("result");
  outcome.ran = test.attribute("status") == "run" && (result.empty() || result == "completed");
  outcome.passed = outcome.ran && failure == nullptr;
  if (failure != nullptr) {
    const std::string message = failure->attribute("message");
    outcome.driver = place_of(message);
    outcome.message = without_place(message);
  }
  return outcome;
}

}  // namespace

Result<std::vector<TestOutcome>> read_gtest_xml(std::string_view text) {
  const auto root = xml::read(text);
  if (!root) return fail(root.error());
  if (root->name != "testsuites")
    return fail(input_error("This is no report of GoogleTest: its root is not <testsuites>."));
  std::vector<TestOutcome> outcomes;
  for (const Element& suite : root->children)
    for (const Element& test : suite.children)
      if (is_judged(test) && outcomes.size() < most_tests) outcomes.push_back(outcome_of(test));
  return outcomes;
}

}  // namespace threadmark::observe
