// GitHub's commands and files; elsewhere only the log.
#include "grader/app/ci_voice.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <ostream>
#include <system_error>

#include <sys/random.h>

#include "grader/report/escape.hpp"
#include "grader/report/markdown_report.hpp"
#include "grader/words/words.hpp"

namespace threadmark::app {
namespace {

/// GitHub takes summaries below 1 MiB a step and drops larger ones whole.
constexpr std::size_t largest_summary = std::size_t{1000} * 1024;

/// A word that no student can foresee.
std::string unguessable() {
  std::array<unsigned char, 16> bytes{};
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = ::getrandom(bytes.data() + have, bytes.size() - have, 0);
    if (got > 0) have += static_cast<std::size_t>(got);
  }
  std::string word = "threadmark-";
  for (const unsigned char byte : bytes) {
    std::array<char, 3> digits{};
    std::snprintf(digits.data(), digits.size(), "%02x", static_cast<unsigned>(byte));
    word += digits.data();
  }
  return word;
}

bool append(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary | std::ios::app);
  out << text;
  out.close();
  return static_cast<bool>(out);
}

}  // namespace

CiVoice::CiVoice(const ci::Runner& runner, std::ostream& log) : runner_(runner), log_(log) {
  if (runner.place != ci::Place::github) return;
  guard_ = unguessable();
  log_ << "::stop-commands::" << guard_ << std::endl;
}

CiVoice::~CiVoice() {
  if (!guard_.empty()) log_ << "::" << guard_ << "::" << std::endl;
}

void CiVoice::say(const std::string& text) {
  log_ << report::log_block(text) << std::endl;
}

void CiVoice::remark(const Message& message) {
  remarks_.push_back(message);
  say(words::render(message));
}

void CiVoice::annotate(const ci::Note& note) {
  if (guard_.empty()) return;
  // Commands are obeyed for this one line, which holds no text that could be another.
  log_ << "::" << guard_ << "::\n" << ci::workflow_command(note) << "\n::stop-commands::" << guard_ << std::endl;
}

void CiVoice::annotate(std::span<const ci::PlacedGrade> grades) {
  for (const ci::Note& note : ci::annotations(grades, words::Language::english))
    annotate(note);
}

bool CiVoice::summarise(std::span<const report::Graded> graded) {
  if (runner_.summary_file.empty()) return true;
  std::string text;
  for (const Message& message : remarks_)
    text += "- " + report::markdown_line(words::render(message)) + "\n";
  constexpr std::size_t most_remarks = std::size_t{100} * 1024;
  if (text.size() > most_remarks) text.resize(text.rfind('\n', most_remarks) + 1);
  if (!text.empty()) text += "\n";
  std::error_code error;
  const auto there = std::filesystem::file_size(runner_.summary_file, error);
  const std::size_t used = text.size() + (error ? 0 : static_cast<std::size_t>(there));
  if (!graded.empty())
    text = report::markdown_grades(graded, {}, largest_summary - std::min(used, largest_summary)) + "\n" + text;
  return append(runner_.summary_file, text);
}

bool CiVoice::give_outputs(const std::vector<std::pair<std::string, std::string>>& outputs) {
  if (runner_.output_file.empty()) return true;
  std::string text;
  for (const auto& [name, value] : outputs) {
    // A newline would begin another output.
    if (value.find_first_of("\r\n") != std::string::npos) return false;
    text.append(name).append("=").append(value).append("\n");
  }
  return append(runner_.output_file, text);
}

void CiVoice::give_up(const Error& error) {
  const bool input = error.kind == ErrorKind::input;
  if (!input) remark({"ci.not-your-fault", {}});
  annotate({ci::Note::Level::error, "", 0, "threadmark", error.message});
  if (!runner_.summary_file.empty())
    append(runner_.summary_file,
           (input ? std::string() : report::markdown_line(words::render({"ci.not-your-fault", {}})) + "\n\n") +
               report::markdown_block(error.message));
  give_outputs({{"verdict", input ? "not-graded" : "grader-error"}});
}

}  // namespace threadmark::app
