// What went wrong in the grader or with its input, as a value: never a student's fault, never an exception.
#pragma once

#include <string>
#include <utility>

namespace threadmark {

/// Who has to act: `input` ends with exit status 2, `environment` and `internal` with 3 (a `grader-error`).
enum class ErrorKind { input, environment, internal };

/// A failure of the call, its input, this machine or ourselves. `message` is a whole sentence: what, where, what would
/// be right.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string message;
};

/// An Error about the call or a file that the caller gave.
inline Error input_error(std::string message) {
  return Error{ErrorKind::input, std::move(message)};
}

/// An Error about what this machine lacks or refuses; the message says the remedy.
inline Error environment_error(std::string message) {
  return Error{ErrorKind::environment, std::move(message)};
}

/// An Error that is ours.
inline Error internal_error(std::string message) {
  return Error{ErrorKind::internal, std::move(message)};
}

}  // namespace threadmark
