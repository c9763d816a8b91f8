// Reading stored results as reports want them.
#include "grader/store/class_view.hpp"

#include <algorithm>
#include <utility>

#include "grader/base/nearest_name.hpp"
#include "grader/formats/json/json.hpp"
#include "grader/store/grade_record.hpp"

namespace threadmark::store {
namespace {

/// The newest entry of each submission that says something, else the newest; ?1: a lesson, or empty.
constexpr const char* newest_entries =
    "SELECT s.id, s.lesson, e.run, e.name, e.source, e.late, e.ignored, e.why_not, e.content, e.outcome, o.made_at, "
    "l.title, e.run IN (SELECT max(id) FROM run GROUP BY source) FROM submission s JOIN run_entry e ON e.submission = "
    "s.id AND e.run = coalesce((SELECT max(run) FROM run_entry x WHERE x.submission = s.id AND (x.outcome IS NOT NULL "
    "OR x.why_not IS NOT NULL)), (SELECT max(run) FROM run_entry x WHERE x.submission = s.id)) LEFT JOIN outcome o ON "
    "o.id = e.outcome LEFT JOIN lesson l ON l.id = o.lesson WHERE ?1 = '' OR s.lesson = ?1 ORDER BY e.name, s.lesson, "
    "s.id";

std::vector<std::string> list_of(const std::string& text) {
  std::vector<std::string> items;
  const auto read = json::read(text);
  if (read && read->as_array() != nullptr)
    for (const json::Value& item : *read->as_array())
      items.push_back(item.text());
  return items;
}

Result<std::vector<Student>> students_of(Store& store, std::int64_t submission) {
  auto rows = store.database()
                  .query(
                      "SELECT t.key, t.name, t.platform_id, t.sid, t.email FROM submission_student m JOIN student t "
                      "ON t.id = m.student WHERE m.submission = ? ORDER BY m.position")
                  .with(submission);
  std::vector<Student> students;
  while (rows.next())
    students.push_back({.key = rows.text(0),
                        .name = rows.text(1),
                        .platform_id = rows.text(2),
                        .sid = rows.text(3),
                        .email = rows.text(4)});
  if (auto error = rows.error(); !error) return fail(error.error());
  return students;
}

Result<std::vector<SubmittedFile>> files_of(Store& store, std::int64_t content) {
  auto rows =
      store.database().query("SELECT path, bytes FROM content_file WHERE content = ? ORDER BY position").with(content);
  std::vector<SubmittedFile> files;
  while (rows.next())
    files.push_back({rows.text(0), rows.text(1)});
  if (auto error = rows.error(); !error) return fail(error.error());
  return files;
}

/// Older outcomes than this one, the newest first, each once.
Result<std::vector<PastGrade>> past_of(Store& store, std::int64_t submission, std::int64_t outcome) {
  auto rows = store.database()
                  .query(
                      "SELECT o.made_at, o.verdict, o.score, o.max_score FROM outcome o WHERE o.id <> ?2 AND o.id "
                      "IN (SELECT outcome FROM run_entry WHERE submission = ?1) ORDER BY o.id DESC")
                  .with(submission)
                  .with(outcome);
  std::vector<PastGrade> past;
  while (rows.next())
    past.push_back({.at = rows.text(0),
                    .verdict = verdict_named(rows.text(1)),
                    .score = rows.optional_real(2),
                    .max_score = rows.real(3)});
  if (auto error = rows.error(); !error) return fail(error.error());
  return past;
}

/// The rest of a submission that has an outcome.
Result<void> complete(Store& store, GradedSubmission& graded, std::int64_t content, std::int64_t outcome,
                      const std::string& name) {
  auto grade = store.grade(outcome, name);
  if (!grade) return fail(grade.error());
  graded.grade = *std::move(grade);
  auto files = files_of(store, content);
  if (!files) return fail(files.error());
  graded.files = *std::move(files);
  auto past = past_of(store, graded.id, outcome);
  if (!past) return fail(past.error());
  graded.history = *std::move(past);
  const auto manual = store.current_score(graded.id);
  if (!manual) return fail(manual.error());
  graded.manual = *manual;
  return {};
}

bool is_name(const Student& student, const std::string& name) {
  return student.key == name || student.name == name || student.sid == name || student.platform_id == name ||
         student.email == name;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

bool has_part(const Student& student, const std::string& name) {
  return lower(student.name).find(lower(name)) != std::string::npos ||
         lower(student.key).find(lower(name)) != std::string::npos;
}

std::string shown(const Student& student) {
  return student.name.empty() || student.name == student.key ? student.key : student.name + " (" + student.key + ")";
}

Result<std::vector<Student>> all_students(Store& store) {
  auto rows = store.database().query("SELECT key, name, platform_id, sid, email FROM student ORDER BY name, key");
  std::vector<Student> students;
  while (rows.next())
    students.push_back({.key = rows.text(0),
                        .name = rows.text(1),
                        .platform_id = rows.text(2),
                        .sid = rows.text(3),
                        .email = rows.text(4)});
  if (auto error = rows.error(); !error) return fail(error.error());
  return students;
}

/// The one student whom the name means.
Result<Student> student_named(Store& store, const std::string& name) {
  const auto students = all_students(store);
  if (!students) return fail(students.error());
  for (const auto fits : {is_name, has_part}) {
    std::vector<Student> found;
    for (const Student& student : *students)
      if (fits(student, name)) found.push_back(student);
    if (found.size() == 1) return found.front();
    if (found.empty()) continue;
    std::string who;
    for (std::size_t i = 0; i < found.size() && i < 10; ++i)
      who += (i == 0 ? "" : ", ") + shown(found[i]);
    return fail(input_error("`" + name + "` can be " + std::to_string(found.size()) + " students: " + who +
                            (found.size() > 10 ? ", …" : "") + ". Give the part in parentheses."));
  }
  std::vector<std::string> names;
  for (const Student& student : *students)
    for (const std::string& known : {student.name, student.key})
      names.push_back(known);
  return fail(input_error("There is no student `" + name + "` in " + store.database().file().string() +
                          did_you_mean(name, names) + "."));
}

}  // namespace

Result<ClassResult> class_result(Store& store, const std::string& lesson) {
  ClassResult result;
  const auto newest = store.newest_run();
  if (!newest) return fail(newest.error());
  if (*newest) {
    result.source = (*newest)->header.source;
    result.shape = (*newest)->header.shape;
  }
  auto rows = store.database().query(newest_entries).with(lesson);
  while (rows.next()) {
    GradedSubmission graded;
    graded.id = rows.integer(0);
    auto students = students_of(store, graded.id);
    if (!students) return fail(students.error());
    graded.students = *std::move(students);
    if (rows.is_null(9)) {
      // Who had nothing in an older download is told about by that one.
      if (rows.integer(12) == 0) continue;
      const std::string why = rows.is_null(7) ? "not graded yet: the run did not come to its end" : rows.text(7);
      for (const Student& student : graded.students)
        result.ungraded.push_back({.student = student, .lesson = rows.text(1), .why = why});
      continue;
    }
    graded.source = rows.text(4);
    graded.late = rows.integer(5) != 0;
    graded.ignored = list_of(rows.text(6));
    graded.graded_at = rows.text(10);
    graded.lesson_title = rows.text(11);
    if (auto done = complete(store, graded, rows.integer(8), rows.integer(9), rows.text(3)); !done)
      return fail(done.error());
    result.submissions.push_back(std::move(graded));
  }
  if (auto error = rows.error(); !error) return fail(error.error());
  return result;
}

Result<std::vector<SubmissionRow>> submissions_of(Store& store, const std::string& name, const std::string& lesson) {
  const auto student = student_named(store, name);
  if (!student) return fail(student.error());
  auto rows = store.database()
                  .query(
                      "SELECT s.id, s.key, s.lesson FROM submission s JOIN submission_student m ON m.submission = "
                      "s.id JOIN student t ON t.id = m.student WHERE t.key = ?1 AND (?2 = '' OR s.lesson = ?2) "
                      "ORDER BY s.lesson, s.id")
                  .with(student->key)
                  .with(lesson);
  std::vector<SubmissionRow> found;
  while (rows.next())
    found.push_back({.id = rows.integer(0), .key = rows.text(1), .lesson = rows.text(2), .students = {*student}});
  if (auto error = rows.error(); !error) return fail(error.error());
  if (found.empty())
    return fail(input_error(shown(*student) + " has handed in nothing" +
                            (lesson.empty() ? "" : " for the lesson " + lesson) + "."));
  return found;
}

Result<std::vector<HistoryRow>> history(Store& store, std::int64_t submission) {
  auto rows = store.database()
                  .query(
                      "SELECT min(e.run), o.id, o.made_at, e.name FROM run_entry e JOIN outcome o ON o.id = "
                      "e.outcome WHERE e.submission = ? GROUP BY o.id ORDER BY min(e.run), o.id")
                  .with(submission);
  std::vector<HistoryRow> grades;
  while (rows.next()) {
    auto grade = store.grade(rows.integer(1), rows.text(3));
    if (!grade) return fail(grade.error());
    grades.push_back({.run = rows.integer(0), .at = rows.text(2), .grade = *std::move(grade)});
  }
  if (auto error = rows.error(); !error) return fail(error.error());
  return grades;
}

Result<std::vector<StateRow>> state_of(Store& store, std::optional<std::int64_t> run) {
  auto rows = store.database()
                  .query(
                      "SELECT s.key, e.name, s.lesson, e.outcome, c.sha256, e.why_not FROM submission s JOIN "
                      "run_entry e ON e.submission = s.id AND e.run = coalesce(?1, (SELECT max(run) FROM run_entry "
                      "x WHERE x.submission = s.id AND (x.outcome IS NOT NULL OR x.why_not IS NOT NULL))) LEFT JOIN "
                      "content c ON c.id = e.content ORDER BY s.key")
                  .with(run);
  std::vector<StateRow> state;
  while (rows.next()) {
    StateRow row{.key = rows.text(0), .name = rows.text(1), .lesson = rows.text(2)};
    row.content = rows.text(4);
    row.nothing = rows.text(5);
    if (!rows.is_null(3)) {
      auto grade = store.grade(rows.integer(3), row.name);
      if (!grade) return fail(grade.error());
      row.grade = *std::move(grade);
    }
    state.push_back(std::move(row));
  }
  if (auto error = rows.error(); !error) return fail(error.error());
  return state;
}

}  // namespace threadmark::store
