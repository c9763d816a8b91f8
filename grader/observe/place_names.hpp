// Names for what a run is about: tasks by their function, objects by their variable.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "grader/model/location.hpp"
#include "grader/observe/symbolizer.hpp"
#include "harness/trace/reader.hpp"

namespace threadmark::observe {

/// A student's place: the line and the function around it.
struct StudentPlace {
  Location where;
  std::string function;
};

/// Resolves the call stacks of one executable to the student's places. Keeps what it has resolved.
class StudentPlaces {
 public:
  StudentPlaces(Symbolizer symbolizer, std::vector<std::string> files);

  /// The innermost place of the stack in the student's files; line 0 when there is none.
  const StudentPlace& innermost(const std::vector<std::uint64_t>& stack);

  /// The outermost place of the stack in the student's files: the function that the task runs.
  const StudentPlace& outermost(const std::vector<std::uint64_t>& stack);

  /// The name of the global variable at that address; empty when none is.
  std::string variable(std::uint64_t address);

 private:
  const std::vector<StudentPlace>& places_at(std::uint64_t pc);

  Symbolizer symbolizer_;
  std::set<std::string> files_;
  std::map<std::uint64_t, std::vector<StudentPlace>> places_;
};

/// The names that one run's tasks and objects are shown under.
class PlaceNames {
 public:
  explicit PlaceNames(StudentPlaces& places) : places_(places) {}

  /// Learns from an object or task record, or any record with a stack.
  void learn(const trace::RecordView& record);

  std::string task(int number) const;         ///< "main", "worker", "lambda at line 12", or ""
  std::string object(std::int64_t number);    ///< "m", "mutex 2", or ""
  std::string memory(std::uint64_t address);  ///< the variable's name, or "memory"; nothing for 0

 private:
  struct Known {
    trace::ObjectKind kind = trace::ObjectKind::none;
    std::string name;
    int ordinal = 0;  ///< among the unnamed ones of its kind
  };

  StudentPlaces& places_;
  std::map<int, std::string> tasks_;
  std::map<std::int64_t, Known> objects_;
  std::map<trace::ObjectKind, int> unnamed_;
};

/// The stack of a record.
std::vector<std::uint64_t> stack_of(const trace::RecordView& record);

}  // namespace threadmark::observe
