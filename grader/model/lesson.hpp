// A lesson as data: what its spec.yaml says.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grader/model/finding_kind.hpp"
#include "grader/model/parameter.hpp"

namespace threadmark {

/// `program`: solution.cpp with main(). `component`: solution.hpp, driven by the lesson's GoogleTest driver.
enum class LessonKind { program, component };

/// One way in which a program is run: arguments, standard input, environment, given files, and names for its checks to
/// use.
struct Case {
  std::string id;
  std::vector<std::string> args;
  std::string stdin_text;
  std::map<std::string, std::string> env;
  std::map<std::string, std::string> files;  ///< name → content, put into the working folder
  std::map<std::string, std::string> vars;   ///< `case.NAME` in expressions
};

/// A named kind of output line: its pattern, `<name>`, `<name:int>` or `<name:a|b>` standing for values.
struct LinePattern {
  std::string name;
  std::string pattern;
  SpecPosition at;
};

/// A file that checks look at when a run has ended: event name → path and the pattern of its (space-trimmed) content.
struct ObservedFile {
  std::string name;
  std::string path;
  std::string pattern;
  SpecPosition at;
};

/// In which schedules a check must hold, and under which time it judges.
enum class Quantifier { always, sometimes };
enum class JudgedTime { both, exact, any };

/// One check of a spec. `parameters` belongs to the check's type and is read by grader/check.
struct CheckSpec {
  std::string id;
  std::string title;
  std::string type;
  double points = 0;
  bool bonus = false;
  bool implied = false;  ///< one of the rules that hold in every lesson, not named by the spec.
  std::string hint;
  std::vector<std::string> needs;
  std::vector<std::string> cases;  ///< empty: all
  Quantifier when = Quantifier::always;
  JudgedTime time = JudgedTime::both;
  std::optional<FindingKind> finding;  ///< the kind to report instead of the type's own
  Parameter parameters;
  SpecPosition at;
};

/// What a submission may use at most; every value has a default.
struct Limits {
  long memory_mb = 512;
  int processes = 64;
  long output_kb = 256;  ///< of each stream
  long file_kb = 4096;
  double cpu_s = 30;
  double wall_s = 120;
  double compile_cpu_s = 60;
  long compile_memory_mb = 2048;
};

/// How a lesson is explored.
struct ExploreBudget {
  long schedules = 1000;  ///< for each unit
  long steps = 100000;    ///< for each schedule
  std::uint64_t seed = 1;
  std::string strategy = "portfolio";
};

/// What the policy of every lesson forbids and this one allows, and the other way round (tokens of the student's
/// files).
struct Policy {
  std::vector<std::string> allow;
  std::vector<std::string> forbid;
};

/// A lesson. `folder` holds README.md, spec.yaml, starter/ and the driver.
struct Lesson {
  std::string id;
  std::string title;
  std::string topic;
  LessonKind kind = LessonKind::program;
  bool prelude = false;
  bool coroutines = false;
  bool must_block = false;
  std::string toolchain;  ///< the one that it is written for, as the beginning of a toolchain's id; empty: any
  std::filesystem::path folder;
  std::vector<std::string> files;        ///< what a submission consists of
  std::vector<std::string> given_files;  ///< from starter/, given beside the submission
  std::string driver;                    ///< component: its file name in `folder`
  std::string checker;                   ///< optional: a C++ checker's file name in `folder`
  std::vector<LinePattern> lines;
  std::vector<ObservedFile> observed_files;
  std::vector<Case> cases;  ///< at least one
  std::vector<CheckSpec> checks;
  Limits limits;
  ExploreBudget explore;
  Policy policy;
  double max_score = 0;     ///< the sum of the points of checks that are no bonus
  std::string spec_sha256;  ///< of spec.yaml, driver, checker and given files
};

}  // namespace threadmark
