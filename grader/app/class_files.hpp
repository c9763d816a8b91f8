// The files that are made of a class's results: pages, grade books, one of the formats of `--format`.
#pragma once

#include "grader/app/context.hpp"
#include "grader/app/options.hpp"
#include "grader/base/result.hpp"
#include "grader/model/class_result.hpp"

namespace CLI {
class App;
}

namespace threadmark::app {

/// Declares an option for each of them.
void declare_class_outputs(CLI::App& command, Options& options);

/// Makes those that were asked for and gives how many. With `--format` and no `--output` results go to `Context::out`;
/// where `--output` is a folder (or ends with `/`), each submission gets a file of its own in it.
Result<int> write_class_outputs(const ClassResult& result, const Options& options, Context& context);

}  // namespace threadmark::app
