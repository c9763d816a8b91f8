// A piece of a lesson's spec whose meaning another station knows: a tree of values that remember their place in the
// file.
#pragma once

#include <string>
#include <vector>

namespace threadmark {

/// Where something stands in a spec; both count from 1.
struct SpecPosition {
  int line = 0;
  int column = 0;
};

struct ParameterMember;

/// A value of the spec: a scalar (its text), a list or a map in file order. Absent values have kind `none`.
struct Parameter {
  enum class Kind { none, scalar, list, map };
  Kind kind = Kind::none;
  SpecPosition at;
  std::string scalar;
  bool quoted = false;  ///< the scalar stood in quotes: it is a string, whatever it looks like.
  std::vector<Parameter> list;
  std::vector<ParameterMember> map;  ///< keys are scalars and unique.

  /// The value of that key, or nullptr (also when this is no map).
  const Parameter* find(const std::string& key) const;
};

/// One key of a map with its value.
struct ParameterMember {
  Parameter first;
  Parameter second;
};

inline const Parameter* Parameter::find(const std::string& key) const {
  for (const ParameterMember& member : map)
    if (member.first.scalar == key) return &member.second;
  return nullptr;
}

/// One thing that is wrong in a spec: where, what, and what would be right.
struct SpecProblem {
  SpecPosition at;
  std::string message;
};

}  // namespace threadmark
