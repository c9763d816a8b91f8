// What all pages share: the frame, verdicts and scores, and sentences of the catalogue.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "grader/model/class_result.hpp"
#include "grader/report/html/markup.hpp"
#include "grader/words/language.hpp"

namespace threadmark::report::html {

/// How a report is made. `program` is what people type to start this program; `title` is the class's heading, empty for
/// the common one.
struct HtmlSettings {
  words::Language language = words::Language::english;
  bool anonymous = false;
  std::string title;
  std::string program = "threadmark";
};

/// The sentence of that id.
std::string say(const HtmlSettings& settings, const std::string& id, std::map<std::string, std::string> args = {});

/// A number of points, percent or the like without needless digits: "4", "2.5".
std::string number_text(double value);

/// The score that counts, the instructor's before the computed one; nothing where there is none.
std::optional<double> score_of(const GradedSubmission& submission);

/// The names of those who handed it in, in a row.
std::string names_of(const GradedSubmission& submission, const HtmlSettings& settings);

/// What a student is called.
std::string name_of(const Student& student);

/// The name of the page of the submission of that id, seen from the folder of such pages.
std::string page_name(std::int64_t id);

/// A verdict with its sign: shape, word and colour.
Node verdict_badge(Verdict verdict, const HtmlSettings& settings);

/// An element with a class: `block("div", "facts", {…})`.
Node block(Tag tag, std::string_view css_class, std::initializer_list<Node> children = {});

/// A sentence as the children of an element; what stands in backticks becomes code.
Node prose(Node into, std::string_view sentence);

/// A whole page. `scripts` and `style` are assets of that page besides the common ones.
std::string whole_page(const HtmlSettings& settings, std::string_view title, const Asset& style, const Asset& script,
                       const Node& body);

}  // namespace threadmark::report::html
