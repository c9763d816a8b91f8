// Chooses findings fairly among submissions and writes them as workflow commands.
#include "grader/ci/annotations.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "grader/base/safe_text.hpp"
#include "grader/words/words.hpp"

namespace threadmark::ci {
namespace {

/// Messages are cut in GitHub's page long before this.
constexpr std::size_t longest_message = 4000;
constexpr std::size_t longest_title = 200;

std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%') {
      out += "%25";
    } else if (c == '\r') {
      out += "%0D";
    } else if (c == '\n') {
      out += "%0A";
    } else if (property && c == ':') {
      out += "%3A";
    } else if (property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string property(const char* name, std::string_view value, bool first) {
  return std::string(first ? " " : ",") + name + "=" + escaped(valid_utf8(value), true);
}

std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
    --most;
  return text.substr(0, most) + "…";
}

/// Where a finding's file lies in the repository. What has no place of its own is shown at the submission's first file:
/// a folder has no page to show it on.
std::string file_of(const PlacedGrade& placed, const std::string& file) {
  if (placed.places.empty()) return placed.path;
  const auto found = placed.places.find(file);
  return found == placed.places.end() ? placed.places.begin()->second : found->second;
}

Note note_of(const PlacedGrade& placed, const Finding& finding, words::Language language) {
  Note note;
  note.level = finding.severity == Severity::error ? Note::Level::error : Note::Level::warning;
  note.file = file_of(placed, finding.where.file);
  note.line = placed.places.contains(finding.where.file) ? finding.where.line : 0;
  note.title = std::string(words::about(finding.kind, language).title);
  note.message = words::render(finding.message, language);
  const auto check = std::find_if(placed.grade->checks.begin(), placed.grade->checks.end(),
                                  [&](const CheckResult& c) { return c.id == finding.check && !c.hint.empty(); });
  if (check != placed.grade->checks.end())
    note.message += "\n" + words::render({"report.hint", {}}, language) + " " + check->hint;
  if (!finding.replay.empty()) note.message += "\nthreadmark replay " + finding.replay + " " + placed.path;
  return note;
}

/// The notes of one submission, the most helpful first. A result without findings that is no pass gets one note.
std::vector<Note> notes_of(const PlacedGrade& placed, words::Language language) {
  std::vector<Note> notes;
  const Grade& grade = *placed.grade;
  for (const Finding& finding : grade.findings)
    notes.push_back(note_of(placed, finding, language));
  if (notes.empty() && grade.verdict != Verdict::passed) {
    const std::string verdict = words::render({"report.verdict." + std::string(name_of(grade.verdict)), {}}, language);
    notes.push_back({Note::Level::error, placed.path, 0, grade.lesson + ": " + verdict,
                     grade.verdict == Verdict::grader_error
                         ? words::render({"ci.not-your-fault", {}}, language) + "\n" + grade.problem
                         : grade.problem});
  }
  return notes;
}

}  // namespace

std::string workflow_command(const Note& note) {
  constexpr std::array<const char*, 3> names = {"error", "warning", "notice"};
  std::string command = std::string("::") + names[static_cast<std::size_t>(note.level)];
  bool first = true;
  if (!note.file.empty()) {
    command += property("file", note.file, first);
    first = false;
    if (note.line > 0) {
      const std::string line = std::to_string(note.line);
      command += property("line", line, false) + property("endLine", line, false);
    }
  }
  command += property("title", cut(terminal_safe(note.title), longest_title), first);
  return command + "::" + escaped(cut(terminal_safe(note.message, Newlines::keep), longest_message), false);
}

std::vector<Note> annotations(std::span<const PlacedGrade> grades, words::Language language) {
  std::vector<std::vector<Note>> all;
  std::size_t rounds = 0;
  for (const PlacedGrade& placed : grades) {
    all.push_back(notes_of(placed, language));
    rounds = std::max(rounds, all.back().size());
  }
  std::vector<Note> chosen;
  std::array<std::size_t, 2> shown = {0, 0};
  std::size_t left_out = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::vector<Note>& notes : all) {
      if (round >= notes.size()) continue;
      std::size_t& count = shown[notes[round].level == Note::Level::error ? 0 : 1];
      if (++count <= most_shown)
        chosen.push_back(std::move(notes[round]));
      else
        ++left_out;
    }
  }
  if (left_out > 0)
    chosen.push_back({Note::Level::notice, "", 0, "threadmark",
                      words::render({"ci.more-findings", {{"count", std::to_string(left_out)}}}, language)});
  return chosen;
}

}  // namespace threadmark::ci
