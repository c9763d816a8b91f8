// Writing the trace for a checker and reading its findings.
#include "grader/check/checker_trace.hpp"

#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "grader/check/check.hpp"
#include "grader/check/event_text.hpp"

namespace threadmark::check {
namespace {

constexpr std::array<std::string_view, 12> event_names = {
    "line",         "partial-line", "error-line",  "process-start", "process-exit", "process-reaped",
    "thread-start", "thread-end",   "thread-join", "end-of-file",   "driver",       "file-state"};

constexpr std::size_t most_findings = 100;

/// One field: what would end it, and the escape itself, as %XX; an empty one is `-`.
std::string escaped(std::string_view text) {
  static constexpr std::string_view digits = "0123456789abcdef";
  if (text.empty()) return "-";
  if (text == "-") return "%2d";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte != 0x7f && c != '%') {
      out.push_back(c);
      continue;
    }
    out.push_back('%');
    out.push_back(digits[byte >> 4U]);
    out.push_back(digits[byte & 15U]);
  }
  return out;
}

std::string_view name_of(const Sighting& sighting, const Vocabulary& vocabulary) {
  if (sighting.is_line() && sighting.pattern >= 0)
    return vocabulary.lines()[static_cast<std::size_t>(sighting.pattern)].name;
  if (sighting.is_line()) return {};
  return sighting.event->name;
}

std::string exit_text(const ExitState& exit) {
  if (!exit.ended) return "stopped 0";
  return exit.signal != 0 ? "signal " + std::to_string(exit.signal) : "status " + std::to_string(exit.status);
}

std::string_view time_text(TimeMode time) {
  constexpr std::array<std::string_view, 3> names = {"exact", "any", "real"};
  return names[static_cast<std::size_t>(time)];
}

std::string_view next_word(std::string_view& line) {
  const std::size_t space = line.find(' ');
  const std::string_view word = line.substr(0, space);
  line.remove_prefix(space == std::string_view::npos ? line.size() : space + 1);
  return word;
}

/// `finding KIND EVENT TEXT` or `absent KIND TEXT`; false where it is neither.
bool read_line(std::string_view line, const Observation& observation, Judgement& judgement) {
  const std::string_view verb = next_word(line);
  const auto kind = finding_kind_named(next_word(line));
  if (!kind || (verb != "finding" && verb != "absent")) return false;
  if (verb == "absent") {
    judgement.missing.push_back(finding_without_place(*kind, {"check.checker.says", {{"text", shortened(line)}}}));
    return true;
  }
  const std::string_view number = next_word(line);
  std::size_t event = 0;
  const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), event);
  if (error != std::errc() || stop != number.data() + number.size() || event > observation.sightings().size())
    return false;
  Message message{"check.checker.says", {{"text", shortened(line)}}};
  judgement.wrong.push_back(event == 0
                                ? finding_without_place(*kind, std::move(message))
                                : finding_at(*kind, *observation.sightings()[event - 1].event, std::move(message)));
  return true;
}

}  // namespace

std::string checker_trace(const Observation& observation, const Vocabulary& vocabulary, const Case* one) {
  const Run& run = observation.run();
  std::string out = "threadmark-trace 1\n";
  out += "unit " + escaped(run.unit) + "\ncase " + escaped(run.case_id) + "\n";
  if (one != nullptr)
    for (const auto& [name, value] : one->vars)
      out += "var " + escaped(name) + " " + escaped(value) + "\n";
  out += "schedule " + std::to_string(run.schedule) + "\ntime " + std::string(time_text(run.time)) + "\n";
  out += "exit " + exit_text(run.exit) + "\n";
  out += std::string("cut-short ") + (observation.cut_short() ? "yes" : "no") + "\n";
  out += "virtual-ns " + std::to_string(run.virtual_ns) + "\n";
  std::size_t number = 0;
  for (const Sighting& sighting : observation.sightings()) {
    const Event& event = *sighting.event;
    out += "event " + std::to_string(++number) + " " + std::string(event_names[static_cast<std::size_t>(event.kind)]) +
           " " + std::to_string(event.task) + " " + std::to_string(event.process) + " " + std::to_string(event.pid) +
           " " + std::to_string(event.ppid) + " " + std::to_string(event.time_ns) + " " + std::to_string(event.value) +
           " " + escaped(name_of(sighting, vocabulary)) + " " + escaped(event.text) + "\n";
  }
  return out + "end\n";
}

Result<Judgement> read_checker_findings(std::string_view written, const Observation& observation) {
  Judgement judgement;
  std::size_t lines = 0;
  while (!written.empty()) {
    const std::size_t newline = written.find('\n');
    const std::string_view line = written.substr(0, newline);
    written.remove_prefix(newline == std::string_view::npos ? written.size() : newline + 1);
    if (line == "done") return judgement;
    if (++lines > most_findings || !read_line(line, observation, judgement))
      return fail(internal_error("The lesson's checker wrote a line that is no finding: `" + shortened(line) + "`."));
  }
  return fail(internal_error("The lesson's checker did not end with `done`."));
}

}  // namespace threadmark::check
