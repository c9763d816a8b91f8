// What GitHub shows beside the lines of a change: workflow commands, the most useful first.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "grader/model/grade.hpp"
#include "grader/words/language.hpp"

namespace threadmark::ci {

/// One grade with its place in the repository: `path` is the submission's, `places` its files' (the lesson's name for a
/// file → the repository's).
struct PlacedGrade {
  const Grade* grade = nullptr;
  std::string path;
  std::map<std::string, std::string> places;
};

/// One annotation. `file` is relative to the repository; line 0: the whole file.
struct Note {
  enum class Level { error, warning, notice };
  Level level = Level::error;
  std::string file;
  int line = 0;
  std::string title;
  std::string message;
};

/// The workflow command that makes it, without a newline: properties and message are escaped as GitHub documents it
/// (`%`, newlines; in properties also `:` and `,`), so that no text of a student's ends or begins a command.
std::string workflow_command(const Note& note);

/// GitHub shows this many of a level in one step.
inline constexpr std::size_t most_shown = 10;

/// What is annotated, at most ten errors and ten warnings: of every submission its most helpful finding comes before
/// any second one. What is left out is counted in a notice at the end.
std::vector<Note> annotations(std::span<const PlacedGrade> grades, words::Language language);

}  // namespace threadmark::ci
