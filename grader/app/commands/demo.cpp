// `threadmark demo`: grades a small sample class and explains one finding: what all this is, in a minute.
#include <algorithm>
#include <array>
#include <filesystem>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "grader/app/commands/commands.hpp"
#include "grader/app/grading.hpp"
#include "grader/app/lesson_access.hpp"
#include "grader/words/words.hpp"

namespace threadmark::app {
namespace {

/// A student of the sample class and what they handed in, below reference/.
struct Sample {
  const char* student;
  const char* lesson;
  const char* solution;
};

constexpr std::array<Sample, 8> sample_class = {{
    {"ada", "counter-race", "accepted/mutex_for_every_step.cpp"},
    {"ben", "counter-race", "rejected/plain_int.cpp"},
    {"chen", "join-ordering", "accepted/waits_for_each_pid.cpp"},
    {"dina", "join-ordering", "rejected/does_not_wait.cpp"},
    {"emil", "bounded-queue", "accepted/two_conditions.hpp"},
    {"fatima", "bounded-queue", "rejected/if_instead_of_while.hpp"},
    {"goran", "deadlock-noodles", "accepted/both_at_once.hpp"},
    {"hanna", "deadlock-noodles", "rejected/opposite_orders.hpp"},
}};

void declare(CLI::App&, Options&) {}

std::string commonest_kind(const Grade& grade) {
  return grade.findings.empty() ? "" : std::string(name_of(grade.findings.front().kind));
}

void print_table(const std::vector<report::Graded>& graded, std::ostream& out) {
  out << '\n'
      << std::left << std::setw(9) << "student" << std::setw(18) << "lesson" << std::setw(10) << "verdict"
      << std::setw(10) << "points"
      << "first finding\n";
  for (const report::Graded& one : graded) {
    const Grade& grade = one.grade;
    std::ostringstream points;
    if (grade.score) points << *grade.score << '/' << grade.max_score;
    out << std::setw(9) << grade.submission << std::setw(18) << grade.lesson << std::setw(10) << name_of(grade.verdict)
        << std::setw(10) << points.str() << commonest_kind(grade);
    if (!grade.findings.empty() && grade.findings.front().where.line > 0)
      out << ", " << grade.findings.front().where.file << " line " << grade.findings.front().where.line;
    out << '\n';
  }
}

// The sample as its student's folder would hold it: the lesson's file name, the student's name.
Result<report::Graded> grade_sample(const Sample& sample, const compile::Means& means, const Options& options,
                                    Context& context) {
  const auto lesson = open_lesson(context.installation, sample.lesson);
  if (!lesson) return fail(lesson.error());
  auto graded = grade_path(means, *lesson, context.installation.reference / sample.lesson / sample.solution,
                           settings_of(options));
  if (graded) graded->grade.submission = sample.student;
  return graded;
}

int run(const Options& options, Context& context) {
  const auto means = open_means(options, context, AutoSandbox::best_there_is);
  if (!means) return report_error(context, means.error());
  std::vector<report::Graded> graded;
  for (const Sample& sample : sample_class) {
    if (!options.quiet) context.err << "grading " << sample.student << "'s " << sample.lesson << " …" << std::endl;
    auto one = grade_sample(sample, *means, options, context);
    if (!one) return report_error(context, one.error());
    if (one->grade.verdict == Verdict::grader_error) return report_error(context, internal_error(one->grade.problem));
    graded.push_back(*std::move(one));
  }
  const auto shown =
      std::find_if(graded.begin(), graded.end(), [](const report::Graded& one) { return !one.grade.findings.empty(); });
  if (shown != graded.end()) {
    context.out << "One of them as its student sees it:\n\n";
    if (const auto printed = print({*shown}, options, context, report::Voice::check); !printed)
      return report_error(context, printed.error());
  }
  print_table(graded, context.out);
  context.out << "\nEvery verdict above is the same on every run and on every machine with this compiler. Next:\n"
                 "  ./threadmark lessons                 what there is to learn\n"
                 "  ./threadmark start counter-race      begin with one\n";
  return all_passed;
}

}  // namespace

const Command demo_command{"demo", "Grade a small sample class and explain one finding", "  threadmark demo\n", declare,
                           run};

}  // namespace threadmark::app
