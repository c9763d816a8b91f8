// Tables of grades and their history.
#include "grader/app/class_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <ostream>

#include "grader/app/progress.hpp"
#include "grader/base/safe_text.hpp"

namespace threadmark::app {
namespace {

using Row = std::vector<std::string>;

/// Columns as wide as their widest cell; the last one ends at the width.
void print_table(const std::vector<Row>& rows, std::size_t width, std::ostream& out) {
  std::vector<std::size_t> columns;
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (columns.size() <= i) columns.push_back(0);
      columns[i] = std::max(columns[i], display_width(row[i]));
    }
  for (const Row& row : rows) {
    std::string line;
    std::size_t used = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool last = i + 1 == row.size();
      const std::string cell =
          last && used < width ? shortened(row[i], std::max<std::size_t>(width - used, 12)) : row[i];
      line += cell;
      const std::size_t pad = last ? 0 : columns[i] - display_width(cell) + 2;
      line.append(pad, ' ');
      used += columns[i] + 2;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }
}

std::string names_of(const std::vector<Student>& students) {
  std::string names;
  for (const Student& student : students)
    names += (names.empty() ? "" : ", ") + (student.name.empty() ? student.key : student.name);
  return terminal_safe(names);
}

std::string score_of(const Grade& grade) {
  return (grade.score ? score_text(*grade.score) : "–") + " / " + score_text(grade.max_score);
}

/// Why not everything was won: the checks that failed, or what there is to say instead.
std::string cause_of(const Grade& grade) {
  if (!grade.problem.empty()) return terminal_safe(grade.problem);
  std::string causes;
  for (const CheckResult& check : grade.checks)
    if (check.status == CheckStatus::failed) causes += (causes.empty() ? "" : ", ") + check.id;
  return causes;
}

std::string list_of(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items)
    text += (text.empty() ? "" : ", ") + terminal_safe(item);
  return text;
}

const CheckResult* find_check(const Grade& grade, const std::string& id) {
  for (const CheckResult& check : grade.checks)
    if (check.id == id) return &check;
  return nullptr;
}

/// "no-data-race failed → passed (+4)" for each check that differs.
std::string check_changes(const Grade& before, const Grade& after) {
  std::string text;
  const auto add = [&](const std::string& what) { text += (text.empty() ? "" : "; ") + what; };
  for (const CheckResult& now : after.checks) {
    const CheckResult* then = find_check(before, now.id);
    if (then == nullptr) {
      add(now.id + " is new (" + std::string(name_of(now.status)) + ")");
    } else if (then->status != now.status || then->points != now.points) {
      const double gain = now.points - then->points;
      add(now.id + " " + std::string(name_of(then->status)) + " → " + std::string(name_of(now.status)) +
          (gain == 0 ? "" : std::string(" (") + (gain > 0 ? "+" : "") + score_text(gain) + ")"));
    }
  }
  for (const CheckResult& then : before.checks)
    if (find_check(after, then.id) == nullptr) add(then.id + " is gone");
  return text;
}

bool same_grade(const Grade& before, const Grade& after) {
  return before.verdict == after.verdict && before.score == after.score && before.max_score == after.max_score &&
         check_changes(before, after).empty();
}

std::string change_of(const store::StateRow& before, const store::StateRow& after) {
  if (!before.grade) return "graded now";
  if (!after.grade) return "no grade any more" + (after.nothing.empty() ? "" : ": " + terminal_safe(after.nothing));
  const Grade& then = *before.grade;
  const Grade& now = *after.grade;
  std::string why = before.content != after.content ? "handed in anew" : "";
  const auto add = [&](const std::string& what) { why += (why.empty() ? "" : "; ") + what; };
  if (then.verdict != now.verdict) add(std::string(name_of(then.verdict)) + " → " + std::string(name_of(now.verdict)));
  if (const std::string checks = check_changes(then, now); !checks.empty()) add(checks);
  if (before.content == after.content && then.toolchain != now.toolchain)
    add("compiler " + then.toolchain + " → " + now.toolchain);
  if (before.content == after.content && then.seed != now.seed)
    add("seed " + std::to_string(then.seed) + " → " + std::to_string(now.seed));
  return why;
}

std::string delta_of(const store::StateRow& before, const store::StateRow& after) {
  if (!before.grade || !after.grade || !before.grade->score || !after.grade->score) return "";
  const double delta = *after.grade->score - *before.grade->score;
  return (delta > 0 ? "+" : "") + score_text(delta);
}

}  // namespace

std::string score_text(double score) {
  char text[64];
  std::snprintf(text, sizeof text, "%.2f", std::round(score * 100) / 100);
  std::string shown = text;
  shown.erase(shown.find_last_not_of('0') + 1);
  if (shown.ends_with(".")) shown.pop_back();
  return shown == "-0" ? "0" : shown;
}

void print_class(const ClassResult& result, int width, std::ostream& out) {
  std::vector<Row> rows = {{"name", "lesson", "verdict", "score", "because of"}};
  std::map<Verdict, int> verdicts;
  for (const GradedSubmission& one : result.submissions) {
    ++verdicts[one.grade.verdict];
    std::string score = score_of(one.grade);
    std::string cause = cause_of(one.grade);
    if (one.manual) {
      score = score_text(one.manual->score) + " / " + score_text(one.grade.max_score) + " *";
      cause = "* set by " + terminal_safe(one.manual->author) + ": " + terminal_safe(one.manual->reason);
    }
    rows.push_back({names_of(one.students) + (one.late ? " (late)" : ""), one.grade.lesson,
                    std::string(name_of(one.grade.verdict)), score, cause});
  }
  if (rows.size() > 1) print_table(rows, static_cast<std::size_t>(width), out);
  for (const Ungraded& none : result.ungraded)
    out << "no grade: " << names_of({none.student}) << (none.lesson.empty() ? "" : ", " + none.lesson) << ": "
        << terminal_safe(none.why) << '\n';
  out << '\n' << result.submissions.size() << " graded";
  if (const std::string counts = counts_of(verdicts); !counts.empty()) out << ": " << counts;
  if (!result.ungraded.empty()) out << "; " << result.ungraded.size() << " without a grade";
  out << '\n';
}

void print_sources(const ClassResult& result, std::ostream& out) {
  std::vector<Row> rows = {{"name", "lesson", "from", "taken", "left aside"}};
  for (const GradedSubmission& one : result.submissions)
    rows.push_back({names_of(one.students) + (one.late ? " (late)" : ""), one.grade.lesson, terminal_safe(one.source),
                    one.grade.files.empty() ? "nothing: " + terminal_safe(one.grade.problem) : list_of(one.grade.files),
                    list_of(one.ignored)});
  for (const Ungraded& none : result.ungraded)
    rows.push_back({names_of({none.student}), none.lesson, "", "nothing: " + terminal_safe(none.why), ""});
  print_table(rows, 100000, out);
}

void print_history(const store::SubmissionRow& submission, const std::vector<store::HistoryRow>& grades,
                   const std::vector<store::ScoreRow>& scores, std::ostream& out) {
  out << names_of(submission.students) << ", " << (submission.lesson.empty() ? "no lesson" : submission.lesson) << '\n';
  std::vector<Row> rows;
  for (const store::HistoryRow& row : grades)
    rows.push_back({"  " + row.at, "run " + std::to_string(row.run), std::string(name_of(row.grade.verdict)),
                    score_of(row.grade), row.grade.sha256.substr(0, 8), row.grade.toolchain, cause_of(row.grade)});
  print_table(rows, 100000, out);
  if (grades.empty()) out << "  not graded\n";
  for (const store::ScoreRow& score : scores)
    out << "  " << score.at << "  " << terminal_safe(score.author)
        << (score.score ? " set " + score_text(*score.score) : " let the computed score count again") << ": "
        << terminal_safe(score.reason) << '\n';
}

int print_difference(const std::vector<store::StateRow>& before, const std::vector<store::StateRow>& after,
                     std::ostream& out) {
  std::map<std::string, std::pair<const store::StateRow*, const store::StateRow*>> both;
  for (const store::StateRow& row : before)
    both[row.key].first = &row;
  for (const store::StateRow& row : after)
    both[row.key].second = &row;
  const store::StateRow none;
  std::vector<Row> rows = {{"name", "lesson", "before", "after", "change", "because of"}};
  for (const auto& [key, pair] : both) {
    const store::StateRow& then = pair.first != nullptr ? *pair.first : none;
    const store::StateRow& now = pair.second != nullptr ? *pair.second : none;
    if (!then.grade && !now.grade) continue;
    if (then.grade && now.grade && same_grade(*then.grade, *now.grade)) continue;
    const store::StateRow& named = pair.second != nullptr ? now : then;
    rows.push_back({terminal_safe(named.name), named.lesson, then.grade ? score_of(*then.grade) : "no grade",
                    now.grade ? score_of(*now.grade) : "no grade", delta_of(then, now), change_of(then, now)});
  }
  const int changed = static_cast<int>(rows.size()) - 1;
  if (changed > 0) print_table(rows, 100000, out);
  out << changed << " of " << both.size() << " differ\n";
  return changed;
}

}  // namespace threadmark::app
