// Finds the student that a row of a grade book is about.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "grader/report/class_scores.hpp"

namespace threadmark::report {

/// What a row says of its student; empty where it says nothing.
struct RowIdentity {
  std::string platform_id;
  std::string email;
  std::string sid;
  std::string login;
  std::string name;
};

/// What the row was matched by, the surest first.
enum class MatchedBy { platform_id, email, sid, login, name, nothing };

/// A match; `student` is an index into the class, and `problem` says why there is none where several would fit.
struct RosterMatch {
  MatchedBy by = MatchedBy::nothing;
  std::size_t student = 0;
  std::string problem;
};

/// The students of a class by everything that names them. Letters' case, order of first and last name and blanks do not
/// count in names; a name that two students share matches nobody.
class Roster {
 public:
  /// `platform_ids`: whether the class came from the platform whose grade book is filled, so that its numbers count.
  Roster(const ClassScores& scores, bool platform_ids);

  /// The student of a row. Platform id, e-mail and sid must not point to different students.
  RosterMatch find(const RowIdentity& row) const;

 private:
  using Index = std::map<std::string, std::set<std::size_t>, std::less<>>;

  Index by_platform_id_;
  Index by_email_;
  Index by_sid_;
  Index by_login_;
  Index by_name_;
};

}  // namespace threadmark::report
