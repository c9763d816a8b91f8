// Lays out one submission: the result, the checks, the findings beside the source, and how it was graded.
#include "grader/report/html/submission_page.hpp"

#include <algorithm>
#include <utility>

#include "grader/report/html/assets.hpp"
#include "grader/report/html/finding_section.hpp"
#include "grader/report/html/source_listing.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report::html {
namespace {

class Page {
 public:
  Page(const GradedSubmission& submission, const HtmlSettings& settings)
      : submission_(submission), grade_(submission.grade), settings_(settings), places_(submission.files) {}

  Node body(const Neighbours& neighbours) const {
    Node main = element("main", {}, {header(), problem(), checks()});
    Node findings = block("div", "findings");
    if (!grade_.findings.empty()) findings.add(element("h2", {{"id", "findings"}}, {words("html.findings")}));
    for (std::size_t i = 1; i <= grade_.findings.size(); ++i)
      findings.add(finding_section(submission_, i, places_, settings_));
    findings.add(remarks()).add(facts()).add(history());
    Node source = block("div", "source-column",
                        {element("h2", {{"id", "source"}}, {words("html.source")}),
                         source_listing(submission_.files, places_, grade_.findings, settings_)});
    main.add(block("div", "workbench", {std::move(findings), std::move(source)}));
    return block("body", "submission", {navigation(neighbours), std::move(main)});
  }

  std::string title() const { return names_of(submission_, settings_) + " · " + lesson(); }

 private:
  std::string words(const std::string& id, std::map<std::string, std::string> args = {}) const {
    return say(settings_, id, std::move(args));
  }
  std::string said(const Message& message) const { return words::render(message, settings_.language); }
  std::string lesson() const { return submission_.lesson_title.empty() ? grade_.lesson : submission_.lesson_title; }

  Node navigation(const Neighbours& neighbours) const {
    Node bar = element("nav", {{"aria-label", words("html.navigation")}},
                       {link_to(Link::to_page("../index.html"), words("html.back-to-class"), "up")});
    if (neighbours.before)
      bar.add(link_to(Link::to_page(page_name(*neighbours.before)), words("html.previous"), "before"));
    if (neighbours.after) bar.add(link_to(Link::to_page(page_name(*neighbours.after)), words("html.next"), "after"));
    return bar;
  }

  Node header() const {
    Node line = block("p", "result", {verdict_badge(grade_.verdict, settings_)});
    const std::optional<double> score = score_of(submission_);
    line.add(block("span", "score",
                   {block("b", "points", {score ? number_text(*score) : "–"}), " / " + number_text(grade_.max_score)}));
    if (submission_.late) line.add(block("span", "late", {words("html.late")}));
    Node header = element("header", {},
                          {block("p", "lesson-name", {lesson()}), element("h1", {}, {names_of(submission_, settings_)}),
                           std::move(line)});
    if (submission_.manual) header.add(manual(*submission_.manual));
    return header;
  }

  Node manual(const ManualScore& manual) const {
    const std::string computed = grade_.score ? number_text(*grade_.score) : "–";
    Node line = block("p", "manual",
                      {element("strong", {}, {words("html.by-hand")}), " ",
                       words("html.manual", {{"score", number_text(manual.score)},
                                             {"computed", computed},
                                             {"author", manual.author},
                                             {"at", manual.at}})});
    if (!manual.reason.empty()) line.add(" ").add(block("q", "reason", {manual.reason}));
    return line;
  }

  Node problem() const {
    if (grade_.problem.empty()) return "";
    const char* heading = grade_.verdict == Verdict::grader_error ? "html.grader-failed" : "html.not-graded";
    return block("div", "problem", {element("h2", {}, {words(heading)}), block("p", "lines", {grade_.problem})});
  }

  Node check_row(const CheckResult& check) const {
    constexpr std::string_view signs[] = {"✓", "✗", "–"};
    const std::string status(threadmark::name_of(check.status));
    Node title = element("td", {}, {block("span", "title", {check.title})});
    if (check.bonus) title.add(" ").add(block("span", "tag", {words("report.bonus")}));
    if (!check.hint.empty()) title.add(prose(block("p", "hint"), check.hint));
    if (check.reason)
      title.add(prose(block("p", "reason"), words("html.skipped-because", {{"reason", said(*check.reason)}})));
    for (std::size_t i = 0; i < grade_.findings.size(); ++i)
      if (grade_.findings[i].check == check.id)
        title.add(block("p", "see",
                        {link_to(Link::to_place(finding_id(i + 1)),
                                 words("html.finding-number", {{"number", std::to_string(i + 1)}}) + ": " +
                                     title_of(grade_.findings[i], settings_))}));
    const std::string points = check.max_points > 0 || check.points > 0
                                   ? number_text(check.points) + " / " + number_text(check.max_points)
                                   : "";
    return block("tr", status,
                 {block("td", "status",
                        {element("span", {{"class", "sign"}, {"aria-hidden", "true"}},
                                 {signs[static_cast<std::size_t>(check.status)]}),
                         words("html.check." + status)}),
                  std::move(title), block("td", "points", {points})});
  }

  Node check_table(const std::vector<const CheckResult*>& rows, const char* css_class) const {
    Node body = element("tbody");
    for (const CheckResult* check : rows)
      body.add(check_row(*check));
    Node head = element("thead", {},
                        {element("tr", {},
                                 {element("th", {{"scope", "col"}}, {words("html.status")}),
                                  element("th", {{"scope", "col"}}, {words("html.check")}),
                                  element("th", {{"scope", "col"}, {"class", "points"}}, {words("html.points")})})});
    return element("table", {{"class", css_class}}, {std::move(head), std::move(body)});
  }

  /// The lesson's own checks and what failed of the rules of every lesson; the rules that hold are folded away.
  Node checks() const {
    std::vector<const CheckResult*> shown;
    std::vector<const CheckResult*> folded;
    for (const CheckResult& check : grade_.checks)
      (check.implied && check.status == CheckStatus::passed ? folded : shown).push_back(&check);
    Node section =
        element("section", {{"class", "checks-section"}}, {element("h2", {{"id", "checks"}}, {words("html.checks")})});
    if (shown.empty() && folded.empty()) return "";
    if (!shown.empty()) section.add(check_table(shown, "checks"));
    if (!folded.empty())
      section.add(
          element("details", {},
                  {element("summary", {}, {words("report.rules-hold", {{"count", std::to_string(folded.size())}})}),
                   check_table(folded, "checks rules")}));
    return section;
  }

  Node remarks() const {
    Node list = element("ul");
    for (const Message& note : grade_.review)
      list.add(prose(element("li"), said(note)));
    for (const CrossCheck& cross : grade_.cross_check) {
      if (cross.status != "reported") continue;
      Node item = element("li", {},
                          {words("report.cross-check", {{"tool", cross.tool}}) + " " +
                           (cross.message.id.empty() ? "" : said(cross.message)) + " "});
      if (!cross.where.file.empty()) item.add(places_.link(cross.where));
      list.add(std::move(item));
    }
    if (grade_.review.empty() && std::none_of(grade_.cross_check.begin(), grade_.cross_check.end(),
                                              [](const CrossCheck& cross) { return cross.status == "reported"; }))
      return "";
    return element("section", {{"class", "remarks"}}, {element("h2", {}, {words("html.remarks")}), std::move(list)});
  }

  Node facts() const {
    Node list = element("dl");
    const auto fact = [&](const char* id, const std::string& value) {
      if (!value.empty()) list.add(element("div", {}, {element("dt", {}, {words(id)}), element("dd", {}, {value})}));
    };
    fact("html.fact.sandbox", grade_.sandbox);
    fact("html.fact.toolchain", grade_.toolchain);
    for (const RunSummary& run : grade_.runs)
      fact("html.fact.explored",
           words(run.exhaustive ? "html.explored-all" : "html.explored",
                 {{"unit", run.unit}, {"count", std::to_string(run.schedules)}, {"strategy", run.strategy}}));
    for (const CrossCheck& cross : grade_.cross_check)
      fact("html.fact.cross-check", cross.tool + ": " + cross.status);
    fact("html.fact.seed", std::to_string(grade_.seed));
    fact("html.fact.source", submission_.source);
    std::string ignored;
    for (const std::string& path : submission_.ignored)
      ignored += (ignored.empty() ? "" : ", ") + path;
    fact("html.fact.ignored", ignored);
    fact("html.fact.sha256", grade_.sha256);
    fact("html.fact.graded", submission_.graded_at);
    return element("section", {{"class", "facts"}}, {element("h2", {}, {words("html.facts")}), std::move(list)});
  }

  Node history() const {
    if (submission_.history.empty()) return "";
    Node body = element("tbody");
    for (const PastGrade& past : submission_.history)
      body.add(element("tr", {},
                       {element("td", {}, {past.at.empty() ? "–" : past.at}),
                        element("td", {}, {verdict_badge(past.verdict, settings_)}),
                        block("td", "points",
                              {(past.score ? number_text(*past.score) : "–") + " / " + number_text(past.max_score)})}));
    return element("section", {{"class", "history"}},
                   {element("h2", {}, {words("html.history")}), element("table", {}, {std::move(body)})});
  }

  const GradedSubmission& submission_;
  const Grade& grade_;
  const HtmlSettings& settings_;
  SourcePlaces places_;
};

}  // namespace

std::string submission_page(const GradedSubmission& submission, const Neighbours& neighbours,
                            const HtmlSettings& settings) {
  static const Asset style = make_asset(Asset::Kind::style, submission_css_text());
  static const Asset script = make_asset(Asset::Kind::script, timeline_js_text());
  const Page page(submission, settings);
  return whole_page(settings, page.title(), style, script, page.body(neighbours));
}

}  // namespace threadmark::report::html
