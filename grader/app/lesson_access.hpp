// Loading lessons for commands: by id or all, with every problem of a spec said at once.
#pragma once

#include <string>
#include <vector>

#include "grader/app/context.hpp"
#include "grader/base/result.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::app {

/// The lesson of that id, its spec and checks free of problems; an input error lists all problems or suggests near
/// names.
Result<Lesson> open_lesson(const Installation& installation, const std::string& id);

/// The named lessons, or all of the installation's in the order of their names.
Result<std::vector<Lesson>> open_lessons(const Installation& installation, const std::vector<std::string>& ids);

}  // namespace threadmark::app
