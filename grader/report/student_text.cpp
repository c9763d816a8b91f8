// The voice that speaks to the student.
#include "grader/report/student_text.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "grader/report/finding_text.hpp"
#include "grader/report/grade_text.hpp"
#include "grader/report/paint.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report {
namespace {

/// Writes the parts of one grade, each beginning with an empty line.
class StudentText {
 public:
  StudentText(const Graded& graded, const Style& style)
      : grade_(graded.grade), sources_(graded.sources), style_(style), paint_(style.colour) {}

  std::string run() {
    opening();
    if (grade_.verdict == Verdict::passed || grade_.verdict == Verdict::failed) {
      done_well();
      not_yet();
    }
    first_finding();
    other_findings();
    ending();
    return out_;
  }

 private:
  std::size_t width() const { return static_cast<std::size_t>(style_.width); }

  void opening() {
    const std::string verdict(name_of(grade_.verdict));
    std::string title = line(grade_.lesson);
    if (grade_.score && (grade_.verdict == Verdict::passed || grade_.verdict == Verdict::failed))
      title +=
          ": " + say(style_, "report.score", {{"score", number(*grade_.score)}, {"max", number(grade_.max_score)}});
    out_ += paint_(Tone::strong, title) + "\n";
    const Tone tone = grade_.verdict == Verdict::passed ? Tone::good : Tone::plain;
    out_ += paint_(tone, say(style_, "report.opening." + verdict)) + "\n";
    if (!grade_.problem.empty()) out_ += "\n" + paragraph("  ", grade_.problem, width());
  }

  void section(const std::string& id) { out_ += "\n" + paint_(Tone::strong, say(style_, id)) + "\n"; }

  void done_well() {
    std::string rows;
    long rules = 0;
    for (const CheckResult& check : grade_.checks) {
      if (check.status != CheckStatus::passed) continue;
      if (check.implied)
        ++rules;
      else
        rows += row(check, "+", Tone::good);
    }
    if (rows.empty() && rules == 0) return;
    section("report.done-well");
    out_ += rows;
    if (rules > 0)
      out_ += marked(say(style_, "report.rules-hold", {{"count", std::to_string(rules)}}), "+", Tone::good);
  }

  void not_yet() {
    std::string rows;
    for (const CheckResult& check : grade_.checks) {
      if (check.status == CheckStatus::failed) rows += row(check, "-", Tone::bad);
      if (check.status == CheckStatus::skipped && !check.implied) rows += row(check, "?", Tone::warning);
    }
    if (rows.empty()) return;
    section("report.not-yet");
    out_ += rows;
  }

  std::string row(const CheckResult& check, std::string_view mark, Tone tone) const {
    std::string text = check.title.empty() ? check.id : check.title;
    if (check.max_points > 0) {
      text += " (" + number(check.points) + "/" + number(check.max_points);
      text += check.bonus ? ", " + say(style_, "report.bonus") + ")" : ")";
    }
    if (check.status == CheckStatus::skipped && check.reason)
      text += ": " + words::render(*check.reason, style_.language);
    return marked(text, mark, tone);
  }

  /// A paragraph behind a mark, whose colour must not count as columns.
  std::string marked(const std::string& text, std::string_view mark, Tone tone) const {
    return "  " + paint_(tone, mark) + " " + paragraph("    ", text, width()).substr(4);
  }

  /// Errors first, in the order of the grade: the one that helps most stands first.
  const Finding* main_finding() const {
    const auto error = std::find_if(grade_.findings.begin(), grade_.findings.end(),
                                    [](const Finding& finding) { return finding.severity == Severity::error; });
    return error == grade_.findings.end() ? nullptr : &*error;
  }

  std::string_view hint_of(const Finding& finding) const {
    for (const CheckResult& check : grade_.checks)
      if (check.id == finding.check) return check.hint;
    return {};
  }

  void first_finding() {
    const Finding* finding = main_finding();
    if (finding == nullptr) return;
    out_ += "\n" + paint_(Tone::strong, say(style_, "report.look-first")) + " " +
            paint_(Tone::bad, heading(*finding, style_)) + "\n\n";
    FindingParts parts;
    parts.hint = hint_of(*finding);
    parts.program = finding->where.file.empty() ? "." : std::string_view(finding->where.file);
    parts.lesson = finding->kind != FindingKind::build_error;
    out_ += finding_text(*finding, sources_, parts, style_);
  }

  void other_findings() {
    const Finding* main = main_finding();
    std::vector<const Finding*> others;
    for (const Finding& finding : grade_.findings)
      if (&finding != main) others.push_back(&finding);
    if (others.empty()) return;
    section("report.also");
    for (const Finding* finding : others)
      out_ += paragraph("  - ", heading(*finding, style_) + ": " + words::render(finding->message, style_.language),
                        width());
  }

  void ending() {
    const std::string count = explored(grade_, style_);
    const std::string more = remarks(grade_, style_);
    if (!count.empty() || !more.empty()) out_ += "\n";
    if (!count.empty()) out_ += paragraph("  ", count, width());
    out_ += more;
  }

  const Grade& grade_;
  const std::vector<SubmittedFile>& sources_;
  const Style& style_;
  Paint paint_;
  std::string out_;
};

}  // namespace

std::string student_text(const Graded& graded, const Style& style) {
  return StudentText(graded, style).run();
}

}  // namespace threadmark::report
