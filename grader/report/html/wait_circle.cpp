// Places tasks on a circle and draws an arrow from each to the one that holds what it wants.
#include "grader/report/html/wait_circle.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "grader/base/safe_text.hpp"

namespace threadmark::report::html {
namespace {

struct Point {
  double x = 0;
  double y = 0;
};

constexpr double node_width = 128;
constexpr double node_height = 40;
constexpr std::size_t label_columns = 16;

Point operator+(Point a, Point b) {
  return {a.x + b.x, a.y + b.y};
}
Point operator-(Point a, Point b) {
  return {a.x - b.x, a.y - b.y};
}
Point operator*(Point a, double by) {
  return {a.x * by, a.y * by};
}
double length(Point a) {
  return std::hypot(a.x, a.y);
}

std::string text_of(Point point) {
  return number_text(point.x) + " " + number_text(point.y);
}

/// Where the way from inside a node towards `to` leaves its box, with a little room.
Point border(Point node, Point to) {
  const Point way = to - node;
  const double by_x = std::abs(way.x) < 1e-9 ? 1e9 : (node_width / 2 + 5) / std::abs(way.x);
  const double by_y = std::abs(way.y) < 1e-9 ? 1e9 : (node_height / 2 + 5) / std::abs(way.y);
  return node + way * std::min(by_x, by_y);
}

Node label(Point at, const std::string& text, const char* css_class) {
  return element("text",
                 {{"class", css_class},
                  {"x", number_text(at.x)},
                  {"y", number_text(at.y)},
                  {"text-anchor", "middle"},
                  {"dominant-baseline", "central"}},
                 {shortened(text, label_columns)});
}

/// A bent arrow, its head, and what is wanted beside it.
void draw_edge(Node& svg, Point from, Point to, Point outward, const std::string& object) {
  const Point middle = (from + to) * 0.5;
  const Point bend = middle + outward * 34;
  const Point start = border(from, bend);
  const Point end = border(to, bend);
  const Point way = (end - bend) * (1 / std::max(1.0, length(end - bend)));
  const Point aside{-way.y, way.x};
  svg.add(element(
      "path", {{"class", "wait"}, {"d", "M" + text_of(start) + " Q" + text_of(bend) + " " + text_of(end - way * 8)}}));
  svg.add(element("path", {{"class", "head"},
                           {"d", "M" + text_of(end) + " L" + text_of(end - way * 11 + aside * 5) + " L" +
                                     text_of(end - way * 11 - aside * 5) + " Z"}}));
  const double half_text = 3.8 * static_cast<double>(std::min(label_columns, display_width(object)));
  svg.add(label(middle + Point{outward.x * (24 + half_text), outward.y * 30}, object, "wanted"));
}

std::string lane_text(const StoryLane& lane) {
  return lane.name.empty() ? lane.task : lane.task + " " + lane.name;
}

Node drawing(const LaneStory& story, const std::vector<StuckWait>& circle, const HtmlSettings& settings) {
  const auto count = static_cast<double>(circle.size());
  const double radius = circle.size() == 2 ? 130 : std::max(95.0, count * 28);
  const double stretch = circle.size() == 2 ? 1 : 1.5;  // boxes are wider than high
  const Point centre{radius * stretch + node_width / 2 + 50, (circle.size() == 2 ? 40 : radius) + node_height};
  const auto at = [&](std::size_t i) {
    // Two stand side by side, more begin at the top.
    const double angle = 2 * std::numbers::pi * static_cast<double>(i) / count -
                         (circle.size() == 2 ? std::numbers::pi : std::numbers::pi / 2);
    return centre + Point{std::cos(angle) * stretch, std::sin(angle)} * radius;
  };
  Node svg = element("svg", {{"class", "circle"},
                             {"role", "img"},
                             {"aria-label", say(settings, "html.circle")},
                             {"viewBox", "0 0 " + number_text(centre.x * 2) + " " + number_text(centre.y * 2)},
                             {"width", number_text(centre.x * 2)},
                             {"height", number_text(centre.y * 2)}});
  for (std::size_t i = 0; i < circle.size(); ++i) {
    const Point from = at(i);
    const Point to = at((i + 1) % circle.size());
    Point outward = (from + to) * 0.5 - centre;
    if (length(outward) < 1) outward = {0, i == 0 ? -1.0 : 1.0};
    draw_edge(svg, from, to, outward * (1 / length(outward)), circle[i].object);
  }
  for (std::size_t i = 0; i < circle.size(); ++i) {
    const Point node = at(i);
    svg.add(element("rect", {{"class", "task"},
                             {"x", number_text(node.x - node_width / 2)},
                             {"y", number_text(node.y - node_height / 2)},
                             {"width", number_text(node_width)},
                             {"height", number_text(node_height)},
                             {"rx", "8"}}));
    svg.add(label(node, lane_text(story.lanes[circle[i].lane]), "task-name"));
  }
  return svg;
}

}  // namespace

Node waits_section(const LaneStory& story, const SourcePlaces& places, const HtmlSettings& settings) {
  if (story.waits.empty()) return "";
  const std::vector<StuckWait> circle = circle_of(story);
  Node list = block("ul", "waits");
  for (const StuckWait& wait : story.waits) {
    const std::string who = lane_text(story.lanes[wait.lane]);
    const bool joins = wait.holder && story.lanes[*wait.holder].task == wait.object;
    const std::string holder = wait.holder && !joins ? lane_text(story.lanes[*wait.holder]) : std::string();
    Node item = element(
        "li", {}, {say(settings, "html.waits", {{"who", who}, {"object", wait.object}, {"holder", holder}}), " "});
    const Location& where = story.steps[*story.lanes[wait.lane].stuck].where;
    if (where.line > 0) item.add(places.link(where));
    list.add(std::move(item));
  }
  Node section = block("div", "who-waits",
                       {element("h4", {}, {say(settings, circle.empty() ? "html.who-waits" : "html.circle")})});
  Node row = block("div", "who-waits-row");
  if (circle.size() > 1) row.add(drawing(story, circle, settings));
  return section.add(row.add(std::move(list)));
}

}  // namespace threadmark::report::html
