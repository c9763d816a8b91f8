// Sorts the steps of a schedule into thread flows.
#include "grader/report/sarif_flow.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "grader/report/escape.hpp"
#include "grader/report/step_text.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report {
namespace {

using json::Array;
using json::Object;
using json::Value;

/// SARIF's own words for kinds of locations (3.38.8), where it has one; ours stands beside it.
std::string_view sarif_kind(StepOp op) {
  switch (op) {
    case StepOp::lock:
      return "acquire";
    case StepOp::unlock:
      return "release";
    case StepOp::open:
      return "acquire";
    case StepOp::close:
      return "release";
    case StepOp::exit:
      return "exit";
    default:
      return {};
  }
}

Object step_location(const Step& step, words::Language language) {
  Object place = sarif_location(step.where);
  place.emplace_back("message", sarif_text(step_text(step, language)));
  Array kinds;
  if (const std::string_view kind = sarif_kind(step.op); !kind.empty()) kinds.emplace_back(kind);
  kinds.emplace_back(name_of(step.op));
  const bool matters = step.role != StepRole::none;
  Array after;
  for (const int n : step.after)
    after.emplace_back(n);
  Object properties{{"after", std::move(after)}, {"time_ms", static_cast<long>(step.time_ms)}};
  if (matters) properties.emplace_back("role", step.role == StepRole::conflict ? "conflict" : "cycle");
  return Object{{"location", std::move(place)},
                {"kinds", std::move(kinds)},
                {"executionOrder", step.n},
                {"importance", matters ? "essential" : "important"},
                {"properties", std::move(properties)}};
}

}  // namespace

Value sarif_text(std::string_view text) {
  return Object{{"text", sarif_message(text)}};
}

Object sarif_location(const Location& where) {
  const std::string uri = uri_path(where.file);
  if (uri.empty()) return {};
  Object physical{{"artifactLocation", Object{{"uri", uri}, {"uriBaseId", "%SRCROOT%"}}}};
  if (where.line > 0) physical.emplace_back("region", Object{{"startLine", where.line}});
  return Object{{"physicalLocation", std::move(physical)}};
}

Array sarif_flows(const Finding& finding, words::Language language) {
  struct Thread {
    const Step* first;
    Array locations;
  };
  std::vector<Thread> threads;
  for (const Step& step : finding.schedule) {
    if (step.hidden) continue;
    auto thread =
        std::find_if(threads.begin(), threads.end(), [&](const Thread& t) { return t.first->task == step.task; });
    if (thread == threads.end()) thread = threads.insert(threads.end(), Thread{&step, {}});
    thread->locations.emplace_back(step_location(step, language));
  }
  Array flows;
  for (Thread& thread : threads) {
    const Message name{"formats.sarif.thread",
                       {{"task", thread.first->task},
                        {"name", thread.first->name},
                        {"process", std::to_string(thread.first->process)}}};
    flows.emplace_back(Object{{"id", log_line(thread.first->task)},
                              {"message", sarif_text(words::render(name, language))},
                              {"locations", std::move(thread.locations)}});
  }
  if (flows.empty()) return {};
  return Array{Object{{"threadFlows", std::move(flows)}}};
}

}  // namespace threadmark::report
