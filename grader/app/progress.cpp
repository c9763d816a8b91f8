// Drawing the bar and writing the lines.
#include "grader/app/progress.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>

#include "grader/base/safe_text.hpp"

namespace threadmark::app {
namespace {

constexpr int bar_columns = 20;
constexpr auto line_every = std::chrono::seconds(5);

std::string duration_text(double seconds) {
  const long whole = std::lround(std::max(seconds, 0.0));
  if (whole < 90) return std::to_string(whole) + " s";
  if (whole < 5400) return std::to_string((whole + 30) / 60) + " min";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

std::string rate_text(double rate) {
  char text[32];
  if (rate >= 1) {
    std::snprintf(text, sizeof text, "%.1f/s", rate);
  } else {
    std::snprintf(text, sizeof text, "%.1f/min", rate * 60);
  }
  return text;
}

std::string bar(const pipeline::ClassProgress& progress) {
  const int full = progress.total == 0 ? bar_columns : bar_columns * progress.done / progress.total;
  std::string text = "[";
  for (int i = 0; i < bar_columns; ++i)
    text += i < full ? '#' : '.';
  return text + "] ";
}

}  // namespace

std::string counts_of(const std::map<Verdict, int>& verdicts) {
  std::string text;
  for (const auto& [verdict, count] : verdicts)
    if (count > 0) text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(name_of(verdict));
  return text;
}

std::string progress_line(const pipeline::ClassProgress& progress) {
  std::string line = std::to_string(progress.done) + "/" + std::to_string(progress.total);
  if (const std::string counts = counts_of(progress.verdicts); !counts.empty()) line += "  " + counts;
  if (progress.graded > 0 && progress.seconds > 0) {
    const double rate = progress.graded / progress.seconds;
    line += "  " + rate_text(rate);
    if (progress.done < progress.total) line += "  " + duration_text((progress.total - progress.done) / rate) + " left";
  }
  std::string running;
  for (const std::string& name : progress.running)
    running += (running.empty() ? "" : ", ") + terminal_safe(name);
  if (!running.empty()) line += "  now: " + running;
  return line;
}

void Progress::say(const std::string& sentence) {
  if (style_.quiet) return;
  if (!shown_.empty()) out_ << "\r\x1b[K";
  out_ << terminal_safe(sentence) << '\n' << shown_ << std::flush;
}

void Progress::progress(const pipeline::ClassProgress& progress) {
  if (style_.quiet) return;
  if (style_.terminal) {
    const std::string line =
        shortened(bar(progress) + progress_line(progress), static_cast<std::size_t>(style_.width - 1));
    if (line == shown_) return;
    out_ << "\r\x1b[K" << line << std::flush;
    shown_ = line;
    return;
  }
  const bool last = progress.done == progress.total;
  if (progress.done == last_done_ || (!last && Clock::now() - last_line_ < line_every)) return;
  last_line_ = Clock::now();
  last_done_ = progress.done;
  out_ << progress_line(progress) << std::endl;
}

void Progress::finish() {
  if (!shown_.empty()) out_ << "\r\x1b[K" << std::flush;
  shown_.clear();
}

}  // namespace threadmark::app
