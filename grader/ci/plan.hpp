// Which submissions of a commit are graded: a path that belongs to a lesson, and was changed or is required.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/ci/change.hpp"
#include "grader/ci/git.hpp"
#include "grader/ci/settings.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/message.hpp"

namespace threadmark::ci {

/// One submission in the commit: a folder of the repository, or (`single`) one file of it.
struct Piece {
  std::string path;
  std::string lesson;
  std::vector<TreeEntry> entries;  ///< what lies in the folder, or the one file
  bool single = false;
};

/// What is graded, and what people should know beside the grades.
struct Plan {
  std::vector<Piece> graded;              ///< by path
  std::vector<std::string> unchanged;     ///< paths that belong to a lesson and were left alone
  std::vector<std::string> missing;       ///< required lessons that have no submission
  std::vector<std::string> edited_rules;  ///< files of the change that say how grading is done; the old ones held
  std::vector<Message> remarks;
};

/// More submissions than this in one change are not graded one by one.
inline constexpr std::size_t most_pieces = 200;

/// Makes the plan; an input error when there are more than `most_pieces`.
Result<Plan> make_plan(const Git& git, const Change& change, const Settings& settings,
                       const std::vector<Lesson>& lessons);

}  // namespace threadmark::ci
