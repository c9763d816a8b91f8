// Builds the rows of a timeline. The script reads their data-* attributes: lane, after, op, role, line, say, holds.
#include "grader/report/html/timeline.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "grader/report/html/lane_story.hpp"
#include "grader/report/html/wait_circle.hpp"

namespace threadmark::report::html {
namespace {

/// More steps are not read; the last ones matter most.
constexpr std::size_t most_steps = 600;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts)
    (text += text.empty() ? "" : between) += part;
  return text;
}

class Timeline {
 public:
  Timeline(const Finding& finding, std::size_t number, const SourcePlaces& places, const HtmlSettings& settings)
      : finding_(finding), number_(number), places_(places), settings_(settings), story_(tell(finding.schedule)) {
    for (std::size_t i = 0; i < story_.steps.size(); ++i)
      place_of_[story_.steps[i].n] = i;
  }

  Node section() const {
    const std::string label = say(settings_, "html.timeline", {{"number", std::to_string(number_)}});
    Node node = element("div", {{"class", "timeline"}, {"role", "group"}, {"tabindex", "0"}, {"aria-label", label}});
    node.add(controls());
    Node table =
        element("table", {{"class", "lanes lanes-" + std::to_string(std::min<std::size_t>(story_.lanes.size(), 12))}});
    table.add(block("caption", "unseen", {say(settings_, "html.timeline-caption")}));
    table.add(columns()).add(head()).add(body());
    node.add(block("div", "stage", {block("div", "canvas", {std::move(table)})}));
    node.add(legend());
    return node;
  }

  const LaneStory& story() const { return story_; }

 private:
  std::string words(const std::string& id, std::map<std::string, std::string> args = {}) const {
    return say(settings_, id, std::move(args));
  }

  std::string n(std::size_t at) const { return std::to_string(story_.steps[at].n); }

  std::string lane_text(std::size_t lane) const {
    const StoryLane& it = story_.lanes[lane];
    return it.name.empty() ? it.task : it.task + " (" + it.name + ")";
  }

  /// "locks m", "reads counter = 3"; of a step that never got through: "waits for m".
  std::string what(std::size_t at) const {
    const Step& step = story_.steps[at];
    const bool stuck = story_.lanes[story_.lane_of[at]].stuck == at;
    const bool prints = step.op == StepOp::print;  // what is printed says more than where to
    const std::string value = step.value.value_or(std::string());
    const std::string& object = prints && !value.empty() ? value : step.object;
    std::string text =
        words("report.step." + std::string(threadmark::name_of(stuck ? StepOp::wait : step.op)), {{"object", object}});
    if (object.empty()) text = text.substr(0, text.find(' '));  // "waits", not "waits for"
    const bool passes = step.op == StepOp::send || step.op == StepOp::receive;
    if (!prints && !value.empty()) text += (passes ? ": " : " = ") + value;
    return text;
  }

  std::vector<std::size_t> before(std::size_t at) const {
    std::vector<std::size_t> places;
    for (const int n : story_.steps[at].after)
      if (const auto found = place_of_.find(n); found != place_of_.end() && found->second < at)
        places.push_back(found->second);
    return places;
  }

  std::string role_text(std::size_t at) const {
    if (story_.steps[at].role == StepRole::conflict) return words("html.role.conflict");
    if (story_.lanes[story_.lane_of[at]].stuck == at) return words("html.role.stuck");
    return story_.steps[at].role == StepRole::cycle ? words("html.role.cycle") : std::string();
  }

  /// The whole step as a sentence, for who cannot see the drawing and for the line above it.
  std::string sentence(std::size_t at) const {
    const Step& step = story_.steps[at];
    std::string text = words(
        "html.step", {{"n", n(at)},
                      {"count", n(story_.steps.size() - 1)},
                      {"who", lane_text(story_.lane_of[at])},
                      {"what", what(at)},
                      {"place", step.where.line > 0 ? step.where.file + ":" + std::to_string(step.where.line) : ""}});
    if (const std::string role = role_text(at); !role.empty()) text += " " + words("html.step.role", {{"role", role}});
    for (const std::size_t other : before(at))
      text += " " + words("html.step.after",
                          {{"n", n(other)}, {"who", lane_text(story_.lane_of[other])}, {"what", what(other)}});
    return text;
  }

  Node controls() const {
    Node bar = element("div", {{"class", "controls"}, {"hidden", ""}});
    const auto button = [&](const char* move, const char* sign, const char* id) {
      bar.add(element("button",
                      {{"type", "button"}, {"data-move", move}, {"title", words(id)}, {"aria-label", words(id)}},
                      {sign}));
    };
    button("first", "⇤", "html.move.first");
    button("back", "←", "html.move.back");
    button("on", "→", "html.move.on");
    button("last", "⇥", "html.move.last");
    bar.add(element("p", {{"class", "now"}, {"aria-live", "polite"}}, {words("html.timeline-keys")}));
    return bar;
  }

  Node columns() const {
    Node group = element("colgroup", {}, {block("col", "numbers")});
    for (std::size_t lane = 0; lane < story_.lanes.size(); ++lane)
      group.add(block("col", "lane"));
    return group;
  }

  Node head() const {
    Node head = element("thead");
    if (std::any_of(story_.lanes.begin(), story_.lanes.end(), [](const StoryLane& lane) { return lane.process > 1; }))
      head.add(processes());
    Node row = element(
        "tr", {{"class", "tasks"}},
        {element("th", {{"scope", "col"}, {"class", "n"}}, {block("span", "unseen", {words("html.step-column")})})});
    for (const StoryLane& lane : story_.lanes)
      row.add(element("th", {{"scope", "col"}},
                      {block("span", "task", {lane.task}), " ", block("span", "name", {lane.name}),
                       element("span", {{"class", "state"}, {"aria-hidden", "true"}})}));
    return head.add(std::move(row));
  }

  Node processes() const {
    Node row = element("tr", {{"class", "processes"}}, {element("td")});
    for (std::size_t lane = 0; lane < story_.lanes.size();) {
      std::size_t end = lane;
      while (end < story_.lanes.size() && story_.lanes[end].process == story_.lanes[lane].process)
        ++end;
      row.add(element("th", {{"scope", "colgroup"}, {"colspan", std::to_string(end - lane)}},
                      {words("html.process", {{"number", std::to_string(story_.lanes[lane].process)}})}));
      lane = end;
    }
    return row;
  }

  Node body() const {
    Node body = element("tbody");
    const std::size_t count = story_.steps.size();
    const std::size_t from = count > most_steps ? count - most_steps : 0;
    const auto wide = [&](const char* css_class, const std::string& text) {
      body.add(block("tr", css_class,
                     {element("td"), element("td", {{"colspan", std::to_string(story_.lanes.size())}}, {text})}));
    };
    if (from > 0) wide("gap", words("report.lanes.gap", {{"count", std::to_string(from)}}));
    std::int64_t time = 0;
    for (std::size_t at = from; at < count; ++at) {
      if (story_.steps[at].time_ms != time) {
        time = story_.steps[at].time_ms;
        wide("time", words("html.time", {{"ms", std::to_string(time)}}));
      }
      body.add(row(at));
    }
    return body;
  }

  Node row(std::size_t at) const {
    const Step& step = story_.steps[at];
    const std::size_t lane = story_.lane_of[at];
    std::vector<std::string> after;
    for (const std::size_t other : before(at))
      after.push_back(n(other));
    Node row = element("tr", {{"class", "step " + role_class(at)},
                              {"data-n", n(at)},
                              {"data-lane", std::to_string(lane)},
                              {"data-op", std::string(threadmark::name_of(step.op))},
                              {"data-after", joined(after, " ")},
                              {"data-say", sentence(at)},
                              {"data-state", state(at)}});
    if (const auto id = places_.id_of(step.where)) row.set("data-line", *id);
    row.add(element("th", {{"scope", "row"}, {"class", "n"}}, {n(at)}));
    for (std::size_t other = 0; other < story_.lanes.size(); ++other)
      row.add(other == lane ? block("td", "here", {chip(at)}) : block("td", life(other, at)));
    return row;
  }

  std::string role_class(std::size_t at) const {
    if (story_.steps[at].role == StepRole::conflict) return "conflict";
    if (story_.lanes[story_.lane_of[at]].stuck == at) return "stuck";
    return story_.steps[at].role == StepRole::cycle ? "cycle" : "";
  }

  /// How a lane looks beside a step of another: not there, running or ready, or stuck.
  const char* life(std::size_t lane, std::size_t at) const {
    const StoryLane& it = story_.lanes[lane];
    if (at < it.first) return "";
    if (at <= it.last) return "alive";
    return it.stuck ? "waiting" : "";
  }

  std::string state(std::size_t at) const {
    const std::vector<std::string>& holds = story_.holds[at];
    const bool stuck = story_.lanes[story_.lane_of[at]].stuck == at;
    if (stuck || story_.steps[at].op == StepOp::wait) {
      const std::string object = story_.steps[at].object;
      return words("html.state.waits", {{"object", object}, {"locks", joined(holds, ", ")}});
    }
    return holds.empty() ? std::string() : words("html.state.holds", {{"locks", joined(holds, ", ")}});
  }

  Node chip(std::size_t at) const {
    const Step& step = story_.steps[at];
    Node chip = element("a", {{"class", "chip"}});
    if (const auto id = places_.id_of(step.where)) chip.link(Link::to_place(*id));
    chip.add(block("span", "what", {what(at)}));
    if (step.where.line > 0)
      chip.add(" ").add(
          block("span", "at",
                {(step.where.file == finding_.where.file || finding_.where.file.empty() ? "" : step.where.file) + ":" +
                 std::to_string(step.where.line)}));
    if (const std::string role = role_text(at); !role.empty()) chip.add(" ").add(block("span", "role", {role}));
    for (const std::size_t other : before(at))
      if (story_.lane_of[other] != story_.lane_of[at])
        chip.add(" ").add(block("span", "after", {words("html.after", {{"n", n(other)}})}));
    return chip;
  }

  Node legend() const { return block("p", "legend", {words("html.legend")}); }

  const Finding& finding_;
  std::size_t number_;
  const SourcePlaces& places_;
  const HtmlSettings& settings_;
  LaneStory story_;
  std::map<int, std::size_t> place_of_;
};

}  // namespace

Node timeline(const Finding& finding, std::size_t number, const SourcePlaces& places, const HtmlSettings& settings) {
  const Timeline drawn(finding, number, places, settings);
  if (drawn.story().steps.empty()) return "";
  return element("div", {}, {waits_section(drawn.story(), places, settings), drawn.section()});
}

}  // namespace threadmark::report::html
