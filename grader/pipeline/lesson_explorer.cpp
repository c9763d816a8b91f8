// Starting a lesson's fork server, and listing its units.
#include "grader/pipeline/lesson_explorer.hpp"

#include <algorithm>

namespace threadmark::pipeline {

Result<std::unique_ptr<run::Explorer>> start_lesson_explorer(const compile::Means& means, const Lesson& lesson,
                                                             const Workspace& workspace, const Program& program,
                                                             const Case& run_case) {
  return run::start_explorer({.sandbox = means.sandbox,
                              .program = program.path,
                              .build = workspace.build(),
                              .run_case = run_case,
                              .limits = lesson.limits,
                              .observed_files = lesson.observed_files,
                              .must_block = lesson.must_block});
}

Result<std::vector<std::string>> units_of(run::Explorer& explorer, const Lesson& lesson) {
  auto units = explorer.units();
  if (!units) return fail(units.error());
  for (const std::string& test : compile::driver_tests(lesson))
    if (std::find(units->begin(), units->end(), test) == units->end()) units->push_back(test);
  return units;
}

}  // namespace threadmark::pipeline
