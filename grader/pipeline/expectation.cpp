// Reading `// expect:` and `// <- here` comments and holding a grade against them.
#include "grader/pipeline/expectation.hpp"

#include <algorithm>
#include <sstream>

namespace threadmark::pipeline {
namespace {

constexpr std::string_view expect_mark = "// expect:";
constexpr std::string_view place_mark = "// <- here";

Error problem(std::string_view name, int line, const std::string& what) {
  return input_error(std::string(name) + ":" + std::to_string(line) + ": " + what);
}

Result<Expectation> parse_expectation(std::string_view name, int line, std::string_view text) {
  Expectation expectation;
  bool has_kind = false;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    const std::size_t equals = word.find('=');
    const std::string key = word.substr(0, equals);
    const std::string value = equals == std::string::npos ? "" : word.substr(equals + 1);
    if (key == "check") {
      expectation.check = value;
    } else if (key == "kind") {
      const auto kind = finding_kind_named(value);
      if (!kind) return fail(problem(name, line, "unknown kind of finding `" + value + "`"));
      expectation.kind = *kind;
      has_kind = true;
    } else {
      return fail(problem(name, line, "expected `check=ID kind=KIND`, found `" + word + "`"));
    }
  }
  if (expectation.check.empty() || !has_kind)
    return fail(problem(name, line, "an expectation is `// expect: check=ID kind=KIND`"));
  return expectation;
}

// The check that a place mark names; empty when it names none.
std::string marked_check(std::string_view rest) {
  if (rest.empty() || rest.front() != ':') return "";
  rest.remove_prefix(1);
  const std::size_t begin = rest.find_first_not_of(' ');
  if (begin == std::string_view::npos) return "";
  return std::string(rest.substr(begin, rest.find_first_of(" \t\r", begin) - begin));
}

}  // namespace

Result<std::vector<Expectation>> read_expectations(std::string_view name, std::string_view source) {
  std::vector<Expectation> expectations;
  std::istringstream lines{std::string(source)};
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (const std::size_t at = line.find(expect_mark); at != std::string::npos) {
      auto expectation = parse_expectation(name, number, std::string_view(line).substr(at + expect_mark.size()));
      if (!expectation) return fail(expectation.error());
      expectations.push_back(*std::move(expectation));
    }
    if (const std::size_t at = line.find(place_mark); at != std::string::npos) {
      const std::string check = marked_check(std::string_view(line).substr(at + place_mark.size()));
      bool known = false;
      for (Expectation& expectation : expectations) {
        if (!check.empty() && expectation.check != check) continue;
        expectation.lines.push_back(number);
        known = true;
      }
      if (!known) return fail(problem(name, number, "this place belongs to no expectation above it"));
    }
  }
  if (expectations.empty())
    return fail(problem(name, 1, "a rejected solution begins with `// expect: check=ID kind=KIND`"));
  return expectations;
}

std::string unmet(const Expectation& expectation, const Grade& grade) {
  const std::string wanted =
      "check " + expectation.check + " must fail by a " + std::string(name_of(expectation.kind)) + " finding";
  const auto check = std::find_if(grade.checks.begin(), grade.checks.end(),
                                  [&](const CheckResult& result) { return result.id == expectation.check; });
  // What does not compile has no outcome of a check; its findings belong to the build.
  const bool build = expectation.kind == FindingKind::build_error && grade.verdict == Verdict::build_error;
  if (check == grade.checks.end() && !build) return wanted + ", but there is no such check";
  if (!build && check->status != CheckStatus::failed) return wanted + ", but it " + std::string(name_of(check->status));
  std::string seen;
  for (const Finding& finding : grade.findings) {
    if (finding.check != expectation.check && !build) continue;
    const bool kind_fits = finding.kind == expectation.kind;
    const bool line_fits = expectation.lines.empty() || std::find(expectation.lines.begin(), expectation.lines.end(),
                                                                  finding.where.line) != expectation.lines.end();
    if (kind_fits && line_fits) return "";
    seen += (seen.empty() ? "" : ", ") + std::string(name_of(finding.kind)) + " at line " +
            std::to_string(finding.where.line);
  }
  std::string where;
  for (const int line : expectation.lines)
    where += (where.empty() ? " at line " : " or ") + std::to_string(line);
  return wanted + where + "; reported was " + (seen.empty() ? "nothing" : seen);
}

}  // namespace threadmark::pipeline
