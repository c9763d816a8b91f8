// Writing a class's results to where the options say.
#include "grader/app/class_files.hpp"

#include <fstream>
#include <ostream>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "grader/app/grading.hpp"
#include "grader/report/class_report_set.hpp"
#include "grader/report/html/html_report.hpp"
#include "grader/report/report_set.hpp"

namespace threadmark::app {
namespace {

namespace fs = std::filesystem;

std::string option_name(std::string_view option) {
  return option.starts_with("--") ? std::string(option) : "--" + std::string(option);
}

/// A submission as single results show it: with the score that counts.
report::Graded graded_of(const GradedSubmission& submission) {
  report::Graded graded{.grade = submission.grade, .sources = submission.files};
  if (!submission.manual) return graded;
  graded.grade.score = submission.manual->score;
  graded.grade.review.push_back(
      {"review.manual-score", {{"author", submission.manual->author}, {"reason", submission.manual->reason}}});
  return graded;
}

/// A file name that no system stumbles over, the same for the same submission.
std::string file_name(const GradedSubmission& submission, bool with_lesson) {
  std::string name = submission.grade.submission + (with_lesson ? "-" + submission.grade.lesson : "");
  for (char& c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    if (!plain) c = '_';
  }
  return name.starts_with(".") ? "_" + name : name;
}

std::string extension_of(std::string_view format) {
  if (format == "text") return ".txt";
  if (format.starts_with("junit")) return ".xml";
  if (format == "tap") return ".tap";
  if (format == "markdown") return ".md";
  return format == "sarif" ? ".sarif" : ".json";
}

Result<void> write_file(const fs::path& path, const Options& options, const Context& context,
                        const std::vector<report::Graded>& graded) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  Context to_file{.installation = context.installation,
                  .out = file,
                  .err = context.err,
                  .colour_out = options.color == "always",
                  .width = context.width};
  if (file)
    if (auto printed = print(graded, options, to_file, report::Voice::grade); !printed) return printed;
  file.close();
  if (!file) return fail(input_error("cannot write to " + path.string()));
  return {};
}

Result<void> write_each(const ClassResult& result, const Options& options, const Context& context) {
  std::error_code error;
  fs::create_directories(options.output, error);
  std::set<std::string> lessons;
  for (const GradedSubmission& one : result.submissions)
    lessons.insert(one.grade.lesson);
  std::set<std::string> used;
  for (const GradedSubmission& one : result.submissions) {
    std::string name = file_name(one, lessons.size() > 1);
    if (!used.insert(name).second) {
      name += "-" + std::to_string(one.id);
      used.insert(name);
    }
    const fs::path path = options.output / (name + extension_of(options.format));
    if (auto written = write_file(path, options, context, {graded_of(one)}); !written) return written;
  }
  context.err << result.submissions.size() << " files in " << options.output.string() << '\n';
  return {};
}

Result<void> write_format(const ClassResult& result, const Options& options, Context& context) {
  std::error_code error;
  const bool folder =
      !options.output.empty() && (!options.output.has_filename() || fs::is_directory(options.output, error));
  if (folder) return write_each(result, options, context);
  const report::ReportFormat* format = report::report_named(options.format);
  if (format != nullptr && format->single && result.submissions.size() > 1)
    return fail(input_error("a file of the format `" + options.format +
                            "` holds one submission; give a folder: --output DIR/"));
  std::vector<report::Graded> graded;
  for (const GradedSubmission& one : result.submissions)
    graded.push_back(graded_of(one));
  if (!options.output.empty()) return write_file(options.output, options, context, graded);
  return print(graded, options, context, report::Voice::grade);
}

}  // namespace

void declare_class_outputs(CLI::App& command, Options& options) {
  command.add_option("--html", options.class_outputs["--html"], "Pages that open from disk, into this folder")
      ->type_name("DIR");
  for (const report::ClassReport& output : report::class_report_set())
    command
        .add_option(option_name(output.option), options.class_outputs[option_name(output.option)],
                    std::string(output.help))
        ->type_name(std::string(output.value));
}

Result<int> write_class_outputs(const ClassResult& result, const Options& options, Context& context) {
  int written = 0;
  if (const fs::path& folder = options.class_outputs.at("--html"); !folder.empty()) {
    if (auto done = report::write_html(result, {.anonymous = options.anonymous}, folder); !done)
      return fail(done.error());
    context.err << "open " << (folder / "index.html").string() << '\n';
    ++written;
  }
  for (const report::ClassReport& output : report::class_report_set()) {
    const fs::path& place = options.class_outputs.at(option_name(output.option));
    if (place.empty()) continue;
    const report::ClassRequest request{.anonymous = options.anonymous,
                                       .output = options.output,
                                       .column = options.column,
                                       .lesson = options.lesson,
                                       .log = context.err};
    if (auto done = output.write(result, place, request); !done) return fail(done.error());
    ++written;
  }
  if (options.format != "text" || (written == 0 && !options.output.empty())) {
    if (auto done = write_format(result, options, context); !done) return fail(done.error());
    ++written;
  }
  return written;
}

}  // namespace threadmark::app
