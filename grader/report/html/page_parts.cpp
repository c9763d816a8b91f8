// The frame of a page and its small parts.
#include "grader/report/html/page_parts.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include "grader/report/html/assets.hpp"
#include "grader/words/catalogue.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report::html {

std::string say(const HtmlSettings& settings, const std::string& id, std::map<std::string, std::string> args) {
  return words::render({id, std::move(args)}, settings.language);
}

std::string number_text(double value) {
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%.2f", std::round(value * 100) / 100);
  std::string number = text.data();
  number.erase(number.find_last_not_of('0') + 1);
  if (number.back() == '.') number.pop_back();
  return number == "-0" ? "0" : number;
}

std::optional<double> score_of(const GradedSubmission& submission) {
  return submission.manual ? submission.manual->score : submission.grade.score;
}

std::string name_of(const Student& student) {
  return student.name.empty() ? student.key : student.name;
}

std::string names_of(const GradedSubmission& submission, const HtmlSettings& settings) {
  std::string names;
  for (const Student& student : submission.students)
    names += (names.empty() ? "" : ", ") + name_of(student);
  if (names.empty()) names = submission.grade.submission;
  return names.empty() ? say(settings, "html.submission-number", {{"number", std::to_string(submission.id)}}) : names;
}

std::string page_name(std::int64_t id) {
  return std::to_string(id) + ".html";
}

Node block(Tag tag, std::string_view css_class, std::initializer_list<Node> children) {
  return element(tag, {{"class", std::string(css_class)}}, children);
}

Node verdict_badge(Verdict verdict, const HtmlSettings& settings) {
  // The shape tells it without colour.
  constexpr std::array<std::string_view, 5> signs = {"✓", "✗", "▲", "⊘", "?"};
  const std::string name(threadmark::name_of(verdict));
  return block(
      "span", "verdict " + name,
      {element("span", {{"class", "sign"}, {"aria-hidden", "true"}}, {signs[static_cast<std::size_t>(verdict)]}),
       say(settings, "report.verdict." + name)});
}

Node prose(Node into, std::string_view sentence) {
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('`');
    const std::size_t close = open == std::string_view::npos ? open : sentence.find('`', open + 1);
    if (close == std::string_view::npos) break;
    into.add(sentence.substr(0, open)).add(element("code", {}, {sentence.substr(open + 1, close - open - 1)}));
    sentence.remove_prefix(close + 1);
  }
  return into.add(sentence);
}

std::string whole_page(const HtmlSettings& settings, std::string_view title, const Asset& style, const Asset& script,
                       const Node& body) {
  static const Asset common = make_asset(Asset::Kind::style, page_css_text());
  std::string out = page_head(words::catalogue(settings.language).code, title, {&common, &style, &script});
  body.write(out);
  return out + "\n</html>\n";
}

}  // namespace threadmark::report::html
