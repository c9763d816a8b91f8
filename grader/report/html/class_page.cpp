// Collects rows and figures and lays them out.
#include "grader/report/html/class_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "grader/report/html/assets.hpp"
#include "grader/report/html/finding_section.hpp"
#include "grader/report/html/lesson_section.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report::html {
namespace {

/// Names of lessons are file names by our own rules; anything else gets no link.
bool is_place(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

Node heading_cell(const char* key, const std::string& text) {
  return element("th", {{"scope", "col"}, {"data-key", key}}, {text});
}

std::string shortened_place(const Finding& finding) {
  return finding.where.line > 0 ? " :" + std::to_string(finding.where.line) : std::string();
}

Node figure(const std::string& value, const std::string& label, const char* css_class = "") {
  return block("li", css_class, {element("b", {}, {value}), " ", element("span", {}, {label})});
}

}  // namespace

LessonFigures& ClassPage::figures_of(const GradedSubmission& submission) {
  const std::string& id = submission.grade.lesson;
  const auto known =
      std::find_if(lessons_.begin(), lessons_.end(), [&](const LessonFigures& lesson) { return lesson.id == id; });
  if (known != lessons_.end()) return *known;
  lessons_.emplace_back();
  lessons_.back().id = id;
  lessons_.back().title = submission.lesson_title.empty() ? id : submission.lesson_title;
  return lessons_.back();
}

std::string ClassPage::lesson_title(const std::string& id) const {
  for (const LessonFigures& lesson : lessons_)
    if (lesson.id == id) return lesson.title;
  return id;
}

void ClassPage::add(const GradedSubmission& submission) {
  LessonFigures& lesson = figures_of(submission);
  lesson.add(submission);
  const Grade& grade = submission.grade;
  const std::string name = names_of(submission, settings_);
  if (grade.verdict == Verdict::grader_error)
    grader_errors_.push_back({submission.id, name, lesson.title, grade.problem});
  const std::optional<double> score = score_of(submission);
  const std::string verdict(threadmark::name_of(grade.verdict));
  Node row = element("tr", {{"data-verdict", verdict}, {"data-lesson", grade.lesson}});
  row.add(element("th", {{"scope", "row"}}, {link_to(Link::to_page("submissions/" + page_name(submission.id)), name)}));
  row.add(element("td", {}, {lesson.title}));
  row.add(element("td", {{"data-sort", std::to_string(static_cast<int>(grade.verdict))}},
                  {verdict_badge(grade.verdict, settings_)}));
  Node points =
      element("td",
              {{"class", "points"},
               {"data-sort", score && grade.max_score > 0 ? number_text(*score / grade.max_score * 100) : "-1"}},
              {(score ? number_text(*score) : "–") + " / " + number_text(grade.max_score)});
  if (submission.manual) points.add(" ").add(block("span", "tag", {say(settings_, "html.by-hand")}));
  row.add(std::move(points));
  row.add(element("td", {}, {submission.late ? say(settings_, "html.late") : ""}));
  Node finding = element("td");
  if (!grade.findings.empty())
    finding.add(title_of(grade.findings.front(), settings_) + shortened_place(grade.findings.front()));
  else if (grade.verdict == Verdict::rejected)
    finding.add(grade.problem.substr(0, grade.problem.find('\n')).substr(0, 80));
  rows_.add(row.add(std::move(finding)));
}

Node ClassPage::glance(std::size_t people) const {
  LessonFigures all;
  for (const LessonFigures& lesson : lessons_) {
    for (std::size_t i = 0; i < all.verdicts.size(); ++i)
      all.verdicts[i] += lesson.verdicts[i];
    all.shares.insert(all.shares.end(), lesson.shares.begin(), lesson.shares.end());
  }
  Node list = block("ul", "glance");
  const auto count = [&](long value, const char* id, const char* css_class) {
    list.add(figure(std::to_string(value), say(settings_, id, {{"count", std::to_string(value)}}), css_class));
  };
  count(static_cast<long>(people), "html.glance.students", "");
  count(all.submissions(), "html.glance.submissions", "");
  count(all.verdicts[static_cast<std::size_t>(Verdict::passed)], "html.glance.passed", "good");
  list.add(figure(all.shares.empty() ? "–" : number_text(std::round(median(all.shares) * 100)) + " %",
                  say(settings_, "html.glance.median")));
  if (!ungraded_.empty()) count(static_cast<long>(ungraded_.size()), "html.glance.ungraded", "");
  if (!grader_errors_.empty()) count(static_cast<long>(grader_errors_.size()), "html.glance.grader-errors", "warning");
  return list;
}

Node ClassPage::lessons() const {
  if (lessons_.size() < 2) return "";
  Node body = element("tbody");
  for (const LessonFigures& lesson : lessons_) {
    Node name = is_place(lesson.id) ? link_to(Link::to_place("lesson-" + lesson.id), lesson.title) : Node(lesson.title);
    body.add(
        element("tr", {},
                {element("th", {{"scope", "row"}}, {std::move(name)}),
                 block("td", "figure", {std::to_string(lesson.submissions())}),
                 block("td", "figure",
                       {lesson.shares.empty() ? "–" : number_text(std::round(median(lesson.shares) * 100)) + " %"}),
                 element("td", {}, {verdict_bar(lesson, settings_)})}));
  }
  const auto column = [&](const char* id, const char* css_class) {
    return element("th", {{"scope", "col"}, {"class", css_class}}, {say(settings_, id)});
  };
  Node head = element("thead", {},
                      {element("tr", {},
                               {column("html.lesson", ""), column("html.submissions-column", "figure"),
                                column("html.median", "figure"), column("html.verdict", "")})});
  return element("section", {},
                 {element("h2", {}, {say(settings_, "html.lessons")}),
                  block("table", "figures overview", {std::move(head), std::move(body)})});
}

Node ClassPage::without_grade() const {
  if (ungraded_.empty()) return "";
  Node body = element("tbody");
  for (const Ungraded& one : ungraded_)
    body.add(element("tr", {},
                     {element("th", {{"scope", "row"}}, {name_of(one.student)}),
                      element("td", {}, {lesson_title(one.lesson)}), element("td", {}, {one.why})}));
  return element("section", {{"class", "ungraded"}},
                 {element("h2", {}, {say(settings_, "html.ungraded")}), block("table", "figures", {std::move(body)})});
}

Node ClassPage::grader_errors() const {
  if (grader_errors_.empty()) return "";
  Node body = element("tbody");
  for (const Problem& problem : grader_errors_)
    body.add(element("tr", {},
                     {element("th", {{"scope", "row"}},
                              {link_to(Link::to_page("submissions/" + page_name(problem.id)), problem.name)}),
                      element("td", {}, {problem.lesson}), element("td", {}, {problem.why})}));
  return element(
      "section", {{"class", "grader-errors"}},
      {element("h2", {}, {say(settings_, "html.grader-errors")}),
       element("p", {}, {say(settings_, "html.grader-errors-text")}), block("table", "figures", {std::move(body)})});
}

Node ClassPage::students() const {
  const auto option = [](std::string_view value, const std::string& text) {
    return element("option", {{"value", std::string(value)}}, {text});
  };
  Node verdicts = element("select", {{"id", "verdict-filter"}}, {option("", say(settings_, "html.any"))});
  for (const Verdict verdict :
       {Verdict::passed, Verdict::failed, Verdict::build_error, Verdict::rejected, Verdict::grader_error})
    verdicts.add(option(threadmark::name_of(verdict),
                        say(settings_, "report.verdict." + std::string(threadmark::name_of(verdict)))));
  Node lessons = element("select", {{"id", "lesson-filter"}}, {option("", say(settings_, "html.any"))});
  for (const LessonFigures& lesson : lessons_)
    lessons.add(option(lesson.id, lesson.title));
  const auto labelled = [&](const char* id, Node control) {
    return element("label", {}, {say(settings_, id), " ", std::move(control)});
  };
  Node filters = element("div", {{"class", "filters"}, {"hidden", ""}, {"role", "search"}});
  filters.add(
      labelled("html.filter", element("input", {{"id", "text-filter"}, {"type", "search"}, {"autocomplete", "off"}})));
  filters.add(labelled("html.verdict", std::move(verdicts)));
  if (lessons_.size() > 1) filters.add(labelled("html.lesson", std::move(lessons)));
  filters.add(element("output", {{"id", "shown-count"},
                                 {"aria-live", "polite"},
                                 {"data-text", say(settings_, "html.shown", {{"shown", "#"}, {"count", "##"}})}}));
  Node head = element(
      "tr", {},
      {heading_cell("text", say(settings_, "html.name")), heading_cell("text", say(settings_, "html.lesson")),
       heading_cell("number", say(settings_, "html.verdict")), heading_cell("number", say(settings_, "html.score")),
       heading_cell("text", say(settings_, "html.late-column")),
       heading_cell("text", say(settings_, "html.main-finding"))});
  Node table = element(
      "table", {{"class", lessons_.size() > 1 ? "students" : "students one-lesson"}},
      {block("caption", "unseen", {say(settings_, "html.students-caption")}), element("thead", {}, {std::move(head)})});
  table.add(rows_);
  return element("section", {{"id", "students"}},
                 {element("h2", {}, {say(settings_, "html.students")}), std::move(filters),
                  block("div", "table-frame", {std::move(table)})});
}

std::string ClassPage::page(std::size_t people) const {
  static const Asset style = make_asset(Asset::Kind::style, class_css_text());
  static const Asset script = make_asset(Asset::Kind::script, students_js_text());
  const std::string title = settings_.title.empty() ? say(settings_, "html.title") : settings_.title;
  Node main = element("main", {}, {element("header", {}, {element("h1", {}, {title}), glance(people)})});
  main.add(grader_errors()).add(lessons());
  for (const LessonFigures& lesson : lessons_)
    main.add(lesson_section(lesson, settings_));
  main.add(without_grade()).add(students());
  return whole_page(settings_, title, style, script, block("body", "class", {std::move(main)}));
}

}  // namespace threadmark::report::html
