// What course platforms want to be given, by the names that `threadmark package` takes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grader/app/context.hpp"
#include "grader/base/result.hpp"
#include "grader/intake/write_archive.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::app {

/// What a package is made of. `limit` and `hours`: how many graded submissions in how long; 0: as many as one likes.
struct PackageRequest {
  const Installation& installation;
  std::vector<Lesson> lessons;
  std::string sandbox;  ///< the level that is asked for on the platform; empty: the platform's usual one
  int limit = 0;
  int hours = 0;
  std::string threadmark;  ///< github: OWNER/REPOSITORY@COMMIT of the copy that workflows use; empty: a placeholder
};

/// A platform. `files` gives what its archive holds; `next` says what to do with it.
struct PackageTarget {
  std::string_view name;
  std::string_view summary;
  std::string_view next;
  Result<std::vector<intake::ArchivedFile>> (*files)(const PackageRequest& request);
};

/// All platforms.
std::span<const PackageTarget> package_set();

}  // namespace threadmark::app
