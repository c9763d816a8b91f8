// Grading the pieces of a plan, and putting what was found back to its place in the repository.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/app/ci_stored.hpp"
#include "grader/app/grading.hpp"
#include "grader/ci/annotations.hpp"
#include "grader/ci/git.hpp"
#include "grader/ci/plan.hpp"

namespace threadmark::app {

/// A graded piece, with the places of its files in the repository.
struct GradedPiece {
  report::Graded graded;
  std::map<std::string, std::string> places;
  bool stored = false;  ///< an earlier run had graded it
};

/// Grades every piece, `jobs` at once (0: as many as there are processors); in the order of the plan. The submission's
/// name is its path. What `stored` knows is not graded again, and it is told of the others. `on_graded` is told of
/// each, one at a time.
Result<std::vector<GradedPiece>> grade_pieces(const ci::Git& git, const std::vector<ci::Piece>& pieces,
                                              const std::vector<Lesson>& lessons, const compile::Means& means,
                                              const pipeline::GradeSettings& settings, StoredResults& stored, int jobs,
                                              const std::function<void(const GradedPiece&)>& on_graded);

/// The grades as annotations want them; they speak of `pieces`, which must stay.
std::vector<ci::PlacedGrade> placed(const std::vector<GradedPiece>& pieces);

/// The grades as that format wants them: where it is read beside the repository (SARIF, Code Quality, JUnit …), files
/// have their repository's paths; else the lesson's names, the same as everywhere.
std::vector<report::Graded> for_format(const std::vector<GradedPiece>& pieces, std::string_view format);

}  // namespace threadmark::app
