// What compilers and linkers say, as findings at the student's lines with a plain sentence for the commonest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/model/submission.hpp"

namespace threadmark::compile {

/// What is known about the submission: its files, and the lesson's text (for the signature that a contract asks for).
struct DiagnosticContext {
  std::vector<SubmittedFile> files;
  std::string lesson_text;
};

/// One message of a compiler, placed as it says.
struct Diagnostic {
  enum class Grade { error, warning, note };
  Grade grade = Grade::error;
  Location where;
  std::string text;
  std::vector<Location> included_from;  ///< the #include lines that led to it, innermost first
  std::vector<Location> required_from;  ///< gcc: the lines that instantiate, innermost first
};

/// Reads the text form of clang and gcc; lines that are no messages (source lines, carets) are left out.
std::vector<Diagnostic> read_diagnostics(std::string_view text);

/// The errors of a failed compile, the first real one first, at most five; never empty.
std::vector<Finding> compile_errors(std::string_view text, const DiagnosticContext& context);

/// The errors of a failed link; never empty.
std::vector<Finding> link_errors(std::string_view text, const DiagnosticContext& context);

/// One finding of that message at that place.
Finding build_error(Message message, Location where = {});

}  // namespace threadmark::compile
