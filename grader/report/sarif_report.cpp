// Lays findings out as SARIF runs.
#include "grader/report/sarif_report.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include "grader/formats/json/json.hpp"
#include "grader/report/cases.hpp"
#include "grader/report/escape.hpp"
#include "grader/report/fingerprint.hpp"
#include "grader/report/sarif_flow.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report {
namespace {

using json::Array;
using json::Object;
using json::Value;

/// "data-race" becomes "DataRace", as SARIF wants names of rules; a single word is no other name than the id.
std::string rule_name(std::string_view id) {
  std::string name;
  bool starts = true;
  for (const char c : id) {
    if (c != '-') name += starts ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    starts = c == '-';
  }
  return name;
}

Value rule_of(FindingKind kind, words::Language language) {
  const words::KindText& about = words::about(kind, language);
  // No examples in C++ here: SARIF wants their braces doubled, and many readers show them so.
  const std::string more = words::render({"report.explain", {{"kind", std::string(name_of(kind))}}}, language);
  const std::string help = std::string(about.why) + "\n\n" + std::string(about.think) + "\n\n" + more;
  const bool warns = kind == FindingKind::lock_order;
  Object rule{{"id", name_of(kind)}};
  if (name_of(kind).find('-') != std::string_view::npos) rule.emplace_back("name", rule_name(name_of(kind)));
  const Object rest{{"shortDescription", sarif_text(about.title)},
                    {"fullDescription", sarif_text(about.meaning)},
                    {"help", Object{{"text", sarif_message(help)}, {"markdown", sarif_message(help)}}},
                    {"defaultConfiguration", Object{{"level", warns ? "warning" : "error"}}},
                    {"properties", Object{{"tags", Array{"concurrency"}}}}};
  rule.insert(rule.end(), rest.begin(), rest.end());
  return rule;
}

/// The rules of one run, in the order of their first use.
class Rules {
 public:
  explicit Rules(words::Language language) : language_(language) {}

  int index(FindingKind kind) {
    const auto found = std::find(kinds_.begin(), kinds_.end(), kind);
    if (found != kinds_.end()) return static_cast<int>(found - kinds_.begin());
    kinds_.push_back(kind);
    rules_.push_back(rule_of(kind, language_));
    return static_cast<int>(kinds_.size()) - 1;
  }

  Array take() { return std::move(rules_); }

 private:
  words::Language language_;
  std::vector<FindingKind> kinds_;
  Array rules_;
};

/// A submission without any file still has a place, so that readers that ask for one show the result.
Array places_of(const Finding& finding, const Grade& grade) {
  Location where = finding.where;
  if (where.file.empty() && !grade.files.empty()) where = {grade.files.front(), 1};
  Object place = sarif_location(where);
  return place.empty() ? Array{} : Array{std::move(place)};
}

Array related_of(const Finding& finding, words::Language language) {
  Array related;
  for (const RelatedPlace& place : finding.related) {
    Object location = sarif_location(place.where);
    if (location.empty()) continue;
    location.insert(location.begin(), {"id", static_cast<long>(related.size())});
    if (!place.message.id.empty()) location.emplace_back("message", sarif_text(words::render(place.message, language)));
    related.emplace_back(std::move(location));
  }
  return related;
}

Value result_of(const Finding& finding, const Graded& graded, int rule, const std::string& fingerprint,
                const Style& style) {
  Object result{{"ruleId", name_of(finding.kind)},
                {"ruleIndex", rule},
                {"level", is_extra(graded.grade, finding) ? "warning" : "error"},
                {"message", sarif_text(words::render(finding.message, style.language))},
                {"locations", places_of(finding, graded.grade)}};
  if (Array related = related_of(finding, style.language); !related.empty())
    result.emplace_back("relatedLocations", std::move(related));
  if (Array flows = sarif_flows(finding, style.language); !flows.empty())
    result.emplace_back("codeFlows", std::move(flows));
  result.emplace_back("partialFingerprints", Object{{"threadmarkFinding/v1", fingerprint}});
  Object properties{{"check", log_line(finding.check)}, {"backend", finding.backend}};
  if (!finding.replay.empty()) properties.emplace_back("replay", replay_command(finding));
  result.emplace_back("properties", std::move(properties));
  return result;
}

/// What stands for a verdict that no finding tells: the submission was rejected.
Value rejection_of(const Graded& graded, const std::string& fingerprint, const Style& style) {
  const Case said = cases_of(graded.grade, Implied::broken, style).front();
  return Object{{"ruleId", "rejected"},
                {"level", "error"},
                {"message", sarif_text(said.message)},
                {"locations", places_of({}, graded.grade)},
                {"partialFingerprints", Object{{"threadmarkFinding/v1", fingerprint}}}};
}

Value invocation_of(const Grade& grade, const Style& style) {
  if (grade.verdict != Verdict::grader_error) return Object{{"executionSuccessful", true}};
  const Message said{"formats.sarif.not-graded", {{"submission", grade.submission}, {"problem", grade.problem}}};
  Object notification{{"level", "error"}, {"message", sarif_text(words::render(said, style.language))}};
  return Object{{"executionSuccessful", false}, {"toolExecutionNotifications", Array{std::move(notification)}}};
}

Value run_of(const Graded& graded, const std::string& id, Object properties, const Style& style) {
  const Grade& grade = graded.grade;
  Rules rules(style.language);
  Fingerprints fingerprints;
  Array results;
  for (const Finding& finding : grade.findings) {
    if (grade.verdict == Verdict::grader_error) break;
    const int rule = rules.index(finding.kind);
    results.push_back(result_of(finding, graded, rule, fingerprints.of(graded, finding), style));
  }
  Array all = rules.take();
  if (grade.verdict == Verdict::rejected && results.empty()) {
    results.push_back(rejection_of(graded, fingerprints.of(graded, "rejected"), style));
    all.emplace_back(
        Object{{"id", "rejected"}, {"shortDescription", sarif_text(words::render({"formats.sarif.rejected", {}}))}});
  }
  Object driver{{"name", "threadmark"},
                {"semanticVersion", grade.threadmark.empty() ? THREADMARK_VERSION : grade.threadmark},
                {"rules", std::move(all)}};
  return Object{{"tool", Object{{"driver", std::move(driver)}}},
                {"automationDetails", Object{{"id", id}}},
                {"invocations", Array{invocation_of(grade, style)}},
                {"columnKind", "unicodeCodePoints"},
                {"results", std::move(results)},
                {"properties", std::move(properties)}};
}

std::string document(Array runs) {
  return json::write(Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                            {"version", "2.1.0"},
                            {"runs", std::move(runs)}}) +
         "\n";
}

}  // namespace

std::string sarif_grades(std::span<const Graded> graded, const Style& style) {
  Array runs;
  for (const Graded& one : graded) {
    const Grade& grade = one.grade;
    Object properties{{"lesson", log_line(grade.lesson)},
                      {"submission", log_line(grade.submission)},
                      {"verdict", name_of(grade.verdict)},
                      {"score", grade.score ? Value(*grade.score) : Value()},
                      {"max_score", grade.max_score}};
    const std::string id = "threadmark/" + log_line(grade.lesson) + "/" + log_line(grade.submission) + "/";
    runs.push_back(run_of(one, id, std::move(properties), style));
  }
  return document(std::move(runs));
}

std::string sarif_exploration(const Exploration& exploration, const Style& style) {
  Graded graded;
  graded.grade.verdict = Verdict::failed;
  graded.grade.submission = exploration.program;
  graded.grade.findings = exploration.findings;
  graded.sources = exploration.sources;
  Object properties{
      {"schedules", exploration.schedules}, {"exhaustive", exploration.exhaustive}, {"strategy", exploration.strategy}};
  return document(
      {run_of(graded, "threadmark/explore/" + log_line(exploration.program) + "/", std::move(properties), style)});
}

}  // namespace threadmark::report
