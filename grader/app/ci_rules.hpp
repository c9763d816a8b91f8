// Whose rules hold for a change: settings and lessons from the installation or the base, never from the branch graded.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "grader/app/context.hpp"
#include "grader/base/result.hpp"
#include "grader/ci/change.hpp"
#include "grader/ci/settings.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/message.hpp"

namespace threadmark::app {

/// The rules of one run. `own` holds the base's own lessons, where it has some, as long as the rules live.
struct CiRules {
  ci::Settings settings;
  std::vector<Lesson> lessons;
  std::vector<Message> remarks;
  std::shared_ptr<const std::filesystem::path> own;
};

/// Reads the settings from `file`, or where that is empty from the commit whose rules hold; an input error lists what
/// is wrong in them by line and column.
Result<CiRules> read_rules(const ci::Git& git, const ci::Change& change, const std::filesystem::path& file,
                           const Installation& installation);

/// What is wrong in the settings that the graded commit itself brings, as text; nothing when they are good or missing.
std::string problems_of_new_settings(const ci::Git& git, const ci::Change& change, const CiRules& rules);

}  // namespace threadmark::app
