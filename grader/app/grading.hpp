// What the commands that grade have in common: the means, the intake, the printing.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "grader/app/context.hpp"
#include "grader/app/options.hpp"
#include "grader/base/result.hpp"
#include "grader/compile/compile.hpp"
#include "grader/model/exploration.hpp"
#include "grader/pipeline/grade_one.hpp"
#include "grader/report/report_set.hpp"

namespace threadmark::app {

/// Which sandbox a command accepts when `--sandbox auto` is given.
enum class AutoSandbox { best_there_is, full_only };

/// Opens the toolchain, the runtime's files and the sandbox as the options ask.
Result<compile::Means> open_means(const Options& options, const Context& context, AutoSandbox automatic);

/// A warning for each of these lessons that names another toolchain than this one, each lesson once.
std::vector<Message> toolchain_warnings(const std::vector<const Lesson*>& lessons, const Toolchain& toolchain);

/// The settings of a grade as the options ask.
pipeline::GradeSettings settings_of(const Options& options);

/// Takes in one path and grades it; what is not graded at all is a grade with the verdict `rejected`.
Result<report::Graded> grade_path(const compile::Means& means, const Lesson& lesson, const std::filesystem::path& path,
                                  const pipeline::GradeSettings& settings);

/// The same with another way of coming from what was handed in to its grade.
Result<report::Graded> grade_path(const Lesson& lesson, const std::filesystem::path& path,
                                  const std::function<Grade(const Submission&)>& grade);

/// 0 when all passed, 3 when one is a grader error, else 1.
int status_of(const std::vector<report::Graded>& graded);

/// The names that `--format` takes, with commas.
std::string known_formats();

/// The format that the options name; an input Error when there is none, or when it holds one submission and there are
/// more. Asked before anything is graded, so that no work is lost.
Result<const report::ReportFormat*> format_of(const Options& options, std::size_t submissions);

/// Prints what an exploration found in the format that the options ask for.
Result<void> print(const Exploration& report, const Options& options, Context& context);

/// Prints results in the format that the options ask for, in that voice.
Result<void> print(const std::vector<report::Graded>& graded, const Options& options, Context& context,
                   report::Voice voice);

}  // namespace threadmark::app
