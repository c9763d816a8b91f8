// Where this installation's parts lie, and the streams that commands write to.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "grader/base/error.hpp"

namespace threadmark::app {

/// The places of an installation: lessons, their reference solutions, the runtime's libraries, the cache.
struct Installation {
  std::filesystem::path root;       ///< the source tree
  std::filesystem::path lessons;    ///< exercises/
  std::filesystem::path reference;  ///< reference/
  std::filesystem::path build;      ///< where the program and the runtime's libraries are
  std::filesystem::path cache;      ///< precompiled headers and the like; bounded, may be deleted at any time
  std::filesystem::path state;      ///< a student's progress
};

/// Finds the installation from the place of this program and the environment.
Installation find_installation();

/// Takes the lessons from that folder, and their reference solutions from `reference` beside it where there is one.
void use_lessons(Installation& installation, const std::filesystem::path& folder);

/// What every command gets: results go to `out`, progress and errors to `err`.
struct Context {
  Installation installation;
  std::ostream& out;
  std::ostream& err;
  bool colour_out = false;
  int width = 100;
};

/// Says the error on `err` and gives the exit status that belongs to its kind (2 for input, else 3).
int report_error(Context& context, const Error& error);

}  // namespace threadmark::app
