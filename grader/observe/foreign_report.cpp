// Placing another tool's report in the student's files.
#include "grader/observe/foreign_report.hpp"

#include <algorithm>
#include <utility>

#include "grader/observe/function_name.hpp"

namespace threadmark::observe {
namespace {

constexpr std::size_t longest_title = 200;

struct Place {
  Location where;
  std::string function;
};

Place place_of(const ForeignStack& stack, const SourceFiles& files) {
  for (const ForeignFrame& frame : stack.frames) {
    const std::string name = frame.line > 0 ? files.name_of(frame.path) : std::string();
    if (!name.empty()) return {{name, frame.line}, without_parameters(frame.function)};
  }
  return {};
}

std::string title_of(const ForeignStack& stack) {
  return stack.title.substr(0, longest_title);
}

}  // namespace

Finding finding_of(const ForeignReport& report, const ForeignType& type, std::string_view backend,
                   const SourceFiles& files) {
  Finding finding;
  finding.kind = type.kind;
  finding.severity = type.severity;
  finding.backend = std::string(backend);
  finding.message = {std::string(type.message),
                     {{"object", report.object.empty() ? "memory" : report.object},
                      {"what", report.type.substr(0, longest_title)},
                      {"tool", std::string(backend)}}};
  std::string function;
  for (const ForeignStack& stack : report.stacks) {
    Place place = place_of(stack, files);
    if (place.where.line == 0) continue;
    if (finding.where.line == 0) {
      finding.where = std::move(place.where);
      function = std::move(place.function);
      continue;
    }
    RelatedPlace related;
    related.where = std::move(place.where);
    related.message = {"observe.related", {{"what", title_of(stack)}, {"function", place.function}}};
    finding.related.push_back(std::move(related));
  }
  finding.message.args.emplace("function", function.empty() ? "?" : function);
  return finding;
}

void add_once(std::vector<Finding>& findings, Finding finding) {
  const auto same = [&](const Finding& known) {
    return known.kind == finding.kind && known.where == finding.where &&
           known.related.size() == finding.related.size() &&
           std::equal(known.related.begin(), known.related.end(), finding.related.begin(),
                      [](const RelatedPlace& a, const RelatedPlace& b) { return a.where == b.where; });
  };
  if (std::none_of(findings.begin(), findings.end(), same)) findings.push_back(std::move(finding));
}

}  // namespace threadmark::observe
