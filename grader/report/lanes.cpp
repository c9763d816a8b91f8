// Lays steps out in columns.
#include "grader/report/lanes.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "grader/base/safe_text.hpp"
#include "grader/report/step_text.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report {
namespace {

/// Narrower lanes cannot be read; more steps are not read.
constexpr std::size_t narrowest_lane = 22;
constexpr std::size_t widest_lane = 44;
constexpr std::size_t most_steps = 60;

/// Tasks in the order of their numbers.
struct ByNumber {
  bool operator()(const std::string& a, const std::string& b) const {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }
};

struct Lane {
  std::size_t column = 0;
  std::string heading;
};

std::map<std::string, Lane, ByNumber> lanes_of(const std::vector<Step>& steps) {
  std::map<std::string, Lane, ByNumber> found;
  for (const Step& step : steps) {
    Lane& lane = found[step.task];
    if (!lane.heading.empty()) continue;
    lane.heading = step.task;
    if (!step.name.empty() && step.name != step.task) lane.heading += " " + step.name;
    if (step.process > 1) lane.heading += " (P" + std::to_string(step.process) + ")";
    lane.heading = line(lane.heading);
  }
  std::size_t column = 0;
  for (auto& [task, lane] : found)
    lane.column = column++;
  return found;
}

/// Which steps are shown: all of a short schedule, else those that matter, their neighbours, the first and the last.
std::vector<bool> shown_of(const std::vector<Step>& steps) {
  std::vector<bool> shown(steps.size(), steps.size() <= most_steps);
  if (steps.size() <= most_steps) return shown;
  const auto show = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < std::min(to, shown.size()); ++i)
      shown[i] = true;
  };
  show(0, 3);
  show(steps.size() - std::min<std::size_t>(steps.size(), 25), steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (steps[i].role != StepRole::none) show(i - std::min<std::size_t>(i, 2), i + 3);
  return shown;
}

/// Draws the rows one after another.
class Drawing {
 public:
  Drawing(const std::vector<Step>& steps, const LaneStyle& style)
      : style_(style), lanes_(lanes_of(steps)), blanks_(style.indent, ' ') {
    number_width_ = std::max<std::size_t>(3, std::to_string(steps.back().n).size() + 1);
    const std::size_t room =
        style.width > style.indent + number_width_ ? style.width - style.indent - number_width_ : 0;
    lane_width_ = std::min(widest_lane, room / lanes_.size());
    in_lanes_ = lane_width_ >= narrowest_lane;
  }

  void heading() {
    if (!in_lanes_) return;
    std::string row(number_width_, ' ');
    std::string rule(number_width_, ' ');
    for (const auto& [task, lane] : lanes_) {
      row += "  " + padded(shortened(lane.heading, lane_width_ - 3), lane_width_ - 2);
      rule += "  " + padded(std::string(lane_width_ - 3, '-'), lane_width_ - 2);
    }
    put(style_.paint(Tone::strong, trimmed(row)));
    put(style_.paint(Tone::quiet, trimmed(rule)));
  }

  void gap(std::size_t count) {
    put(std::string(number_width_, ' ') + "  " +
        words::render({"report.lanes.gap", {{"count", std::to_string(count)}}}, style_.language));
  }

  void step(const Step& step) {
    if (step.time_ms != time_ms_) {
      time_ms_ = step.time_ms;
      put(style_.paint(Tone::quiet,
                       std::string(number_width_, ' ') + "  " +
                           words::render({"report.lanes.time", {{"ms", std::to_string(time_ms_)}}}, style_.language)));
    }
    const std::string n = std::to_string(step.n);
    std::string row(number_width_ > n.size() ? number_width_ - n.size() : 0, ' ');
    row += n + (step.role == StepRole::none ? "  " : " !");
    if (in_lanes_) {
      row += std::string(lanes_.at(step.task).column * lane_width_, ' ') + cell(step, lane_width_ - 3);
    } else {
      const std::string& name = lanes_.at(step.task).heading;
      row += padded(shortened(name, 20), 21) +
             cell(step, std::max<std::size_t>(style_.width - style_.indent - number_width_, 50) - 23);
    }
    put(style_.paint(step.role == StepRole::none ? Tone::plain : Tone::bad, trimmed(row)));
  }

  std::string text;

 private:
  std::string cell(const Step& step, std::size_t width) const {
    const std::string at = step_place(step, style_.file);
    const std::size_t room = width > display_width(at) + 1 ? width - display_width(at) - 1 : 1;
    std::string left = shortened(step_text(step, style_.language), room);
    return at.empty() ? left : left + " " + at;
  }

  static std::string trimmed(std::string row) {
    row.erase(row.find_last_not_of(' ') + 1);
    return row;
  }

  void put(const std::string& row) { text += blanks_ + row + "\n"; }

  const LaneStyle& style_;
  std::map<std::string, Lane, ByNumber> lanes_;
  std::string blanks_;
  std::size_t number_width_ = 3;
  std::size_t lane_width_ = 0;
  bool in_lanes_ = false;
  std::int64_t time_ms_ = 0;
};

}  // namespace

std::string lanes(const std::vector<Step>& all, const LaneStyle& style) {
  std::vector<Step> steps;
  std::copy_if(all.begin(), all.end(), std::back_inserter(steps), [](const Step& step) { return !step.hidden; });
  if (steps.empty()) return {};
  Drawing drawing(steps, style);
  drawing.heading();
  const std::vector<bool> shown = shown_of(steps);
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!shown[i]) {
      ++left_out;
      continue;
    }
    if (left_out > 0) drawing.gap(left_out);
    left_out = 0;
    drawing.step(steps[i]);
  }
  return drawing.text;
}

}  // namespace threadmark::report
