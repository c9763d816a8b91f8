// Draws the charts of a lesson as inline SVG whose numbers also stand as text.
#include "grader/report/html/lesson_section.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "grader/words/words.hpp"

namespace threadmark::report::html {
namespace {

std::string percent(double part, double whole) {
  return whole <= 0 ? "–" : number_text(std::round(100 * part / whole)) + " %";
}

/// A bar of that part of the whole; its number stands beside it.
Node bar(double part, const char* css_class) {
  const std::string width = number_text(std::clamp(part, 0.0, 1.0) * 100);
  return element(
      "svg", {{"class", "bar"}, {"viewBox", "0 0 100 10"}, {"preserveAspectRatio", "none"}, {"aria-hidden", "true"}},
      {element("rect", {{"class", "track"}, {"width", "100"}, {"height", "10"}}),
       element("rect", {{"class", css_class}, {"width", width}, {"height", "10"}})});
}

/// What each column of the distribution stands for: "0–9 %", …, "100 %".
std::string range_text(std::size_t tenth) {
  return tenth == 10 ? "100 %" : std::to_string(tenth * 10) + "–" + std::to_string(tenth * 10 + 9) + " %";
}

constexpr double chart_height = 150;
constexpr double column_width = 46;
constexpr double column_gap = 8;

Node svg_text(double x, double y, const char* css_class, const std::string& text) {
  return element(
      "text", {{"class", css_class}, {"x", number_text(x)}, {"y", number_text(y)}, {"text-anchor", "middle"}}, {text});
}

Node distribution(const LessonFigures& lesson, const HtmlSettings& settings) {
  const long most = std::max(1L, *std::max_element(lesson.scores.begin(), lesson.scores.end()));
  std::string spoken;
  Node svg = element(
      "svg",
      {{"class", "distribution"}, {"role", "img"}, {"viewBox", "0 0 " + number_text(11 * column_width) + " 200"}});
  for (std::size_t i = 0; i < lesson.scores.size(); ++i) {
    const double height = chart_height * static_cast<double>(lesson.scores[i]) / static_cast<double>(most);
    const double x = static_cast<double>(i) * column_width;
    const double top = 20 + chart_height - height;
    const std::string count = std::to_string(lesson.scores[i]);
    svg.add(element("rect", {{"class", i == 10 ? "column full" : "column"},
                             {"x", number_text(x + column_gap / 2)},
                             {"y", number_text(top)},
                             {"width", number_text(column_width - column_gap)},
                             {"height", number_text(height)},
                             {"rx", "2"}}));
    if (lesson.scores[i] > 0) svg.add(svg_text(x + column_width / 2, top - 6, "count", count));
    svg.add(svg_text(x + column_width / 2, 20 + chart_height + 16, "range", std::to_string(i * 10)));
    spoken += (spoken.empty() ? "" : ", ") + range_text(i) + ": " + count;
  }
  svg.add(element(
      "line",
      {{"class", "axis"}, {"x1", "0"}, {"x2", number_text(11 * column_width)}, {"y1", "170.5"}, {"y2", "170.5"}}));
  svg.set("aria-label", say(settings, "html.distribution", {{"counts", spoken}}));
  return block("figure", "scores",
               {element("h3", {}, {say(settings, "html.scores")}), std::move(svg),
                element("figcaption", {},
                        {say(settings, "html.scores-caption",
                             {{"max", number_text(lesson.max_score)},
                              {"median", percent(median(lesson.shares), 1)},
                              {"count", std::to_string(lesson.shares.size())}})})});
}

Node check_rates(const LessonFigures& lesson, const HtmlSettings& settings) {
  Node body = element("tbody");
  for (const CheckFigures& check : lesson.checks) {
    // The rules of every lesson are of interest where somebody broke them.
    if (check.implied && check.failed == 0) continue;
    const long judged = check.passed + check.failed + check.skipped;
    const double part = static_cast<double>(check.passed) / static_cast<double>(std::max(1L, judged));
    Node title = element("th", {{"scope", "row"}}, {check.title});
    if (check.bonus) title.add(" ").add(block("span", "tag", {say(settings, "report.bonus")}));
    body.add(
        element("tr", {},
                {std::move(title), block("td", "drawn", {bar(part, "good")}), block("td", "figure", {percent(part, 1)}),
                 block("td", "figure quiet",
                       {say(settings, "html.passed-of",
                            {{"passed", std::to_string(check.passed)}, {"count", std::to_string(judged)}})})}));
  }
  return block("div", "rates",
               {element("h3", {}, {say(settings, "html.check-rates")}), block("table", "figures", {std::move(body)})});
}

Node common_findings(const LessonFigures& lesson, const HtmlSettings& settings) {
  std::vector<std::pair<FindingKind, long>> kinds(lesson.findings.begin(), lesson.findings.end());
  std::sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  Node section = block("div", "rates", {element("h3", {}, {say(settings, "html.common-findings")})});
  if (kinds.empty()) return section.add(block("p", "none", {say(settings, "report.nothing-found")}));
  Node body = element("tbody");
  const auto whole = static_cast<double>(std::max(1L, lesson.submissions()));
  for (const auto& [kind, count] : kinds) {
    const std::string title(words::about(kind, settings.language).title);
    Node name = element("a", {{"data-find", title}}, {title});
    name.link(Link::to_place("students"));
    body.add(element(
        "tr", {},
        {element("th", {{"scope", "row"}}, {std::move(name)}),
         block("td", "drawn", {bar(static_cast<double>(count) / whole, "bad")}),
         block("td", "figure", {percent(static_cast<double>(count), whole)}),
         block("td", "figure quiet", {say(settings, "html.submissions", {{"count", std::to_string(count)}})})}));
  }
  return section.add(block("table", "figures", {std::move(body)}));
}

}  // namespace

Node verdict_bar(const LessonFigures& lesson, const HtmlSettings& settings) {
  Node list = block("ul", "verdicts");
  for (const Verdict verdict :
       {Verdict::passed, Verdict::failed, Verdict::build_error, Verdict::rejected, Verdict::grader_error})
    if (const long count = lesson.verdicts[static_cast<std::size_t>(verdict)]; count > 0)
      list.add(element("li", {}, {element("b", {}, {std::to_string(count)}), " ", verdict_badge(verdict, settings)}));
  return list;
}

Node lesson_section(const LessonFigures& lesson, const HtmlSettings& settings) {
  return element(
      "section", {{"class", "lesson"}, {"id", "lesson-" + lesson.id}},
      {element("h2", {}, {lesson.title}), verdict_bar(lesson, settings),
       block("div", "charts",
             {distribution(lesson, settings), check_rates(lesson, settings), common_findings(lesson, settings)})});
}

}  // namespace threadmark::report::html
