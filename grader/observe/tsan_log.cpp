// Reading ThreadSanitizer's reports line by line.
#include "grader/observe/tsan_log.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "grader/observe/foreign_report.hpp"

namespace threadmark::observe {
namespace {

constexpr std::size_t longest_line = std::size_t{16} * 1024;
constexpr std::string_view warning_mark = "WARNING: ThreadSanitizer: ";
constexpr std::string_view error_mark = "ERROR: ThreadSanitizer: ";

/// Longer prefixes before shorter ones that they begin with.
constexpr std::array<ForeignType, 17> types = {{
    {"data race on vptr", FindingKind::data_race, "observe.vptr-race"},
    {"data race", FindingKind::data_race, "observe.race"},
    {"race on external object", FindingKind::data_race, "observe.race"},
    {"heap-use-after-free", FindingKind::memory_error, "observe.use-after-free"},
    {"thread leak", FindingKind::leak, "observe.thread-leak"},
    {"destroy of a locked mutex", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"double lock of a mutex", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"use of an invalid mutex", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"unlock of an unlocked mutex", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"read lock of a write locked mutex", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"read unlock of a write locked mutex", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"mutex held in the wrong context", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"lock-order-inversion", FindingKind::lock_order, "observe.lock-order", Severity::warning},
    {"signal-unsafe call inside of a signal", FindingKind::lock_misuse, "observe.signal-unsafe", Severity::warning},
    {"signal handler spoils errno", FindingKind::lock_misuse, "observe.signal-unsafe", Severity::warning},
    {"stack-overflow", FindingKind::crash, "observe.stack-overflow"},
    {"DEADLYSIGNAL", FindingKind::crash, "observe.crash"},
}};

/// Signals by which ThreadSanitizer says that the program crashed.
constexpr std::array<std::string_view, 6> signals = {"SEGV", "ABRT", "BUS", "FPE", "ILL", "TRAP"};

constexpr ForeignType crash{"", FindingKind::crash, "observe.crash"};

const ForeignType* type_of(std::string_view report) {
  for (const ForeignType& type : types)
    if (report.starts_with(type.prefix)) return &type;
  for (const std::string_view signal : signals)
    if (report.starts_with(signal)) return &crash;
  return nullptr;
}

/// The lines of a text, without their ends; of a longer line only the beginning.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  std::optional<std::string_view> next() {
    if (text_.empty()) return std::nullopt;
    const std::size_t end = text_.find('\n');
    const std::string_view line = text_.substr(0, std::min(end, longest_line));
    text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + 1);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  }

 private:
  std::string_view text_;
};

std::string_view without_indent(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

/// Cuts the last ` (…)` off when it begins like that.
void cut_note(std::string_view& frame, std::string_view begin) {
  const std::size_t at = frame.rfind(begin);
  if (at != std::string_view::npos && frame.ends_with(')')) frame = frame.substr(0, at);
}

/// The number behind the last colon, cut off the text; 0 where there is none.
int cut_number(std::string_view& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return 0;
  int number = 0;
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, text.data() + text.size(), number);
  if (error != std::errc() || stop != text.data() + text.size() || number < 0) return 0;
  text = text.substr(0, colon);
  return number;
}

/// `#4 forward() /home/x/locks.cpp:11:19 (locks+0xe7822) (BuildId: …)`; the column may be absent, and the place
/// `<null>`.
std::optional<ForeignFrame> frame_of(std::string_view line) {
  std::string_view text = without_indent(line);
  if (!text.starts_with('#')) return std::nullopt;
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos || space < 2 || std::isdigit(static_cast<unsigned char>(text[1])) == 0)
    return std::nullopt;
  text.remove_prefix(space + 1);
  cut_note(text, " (BuildId: ");
  const std::size_t module = text.rfind(" (");
  if (module != std::string_view::npos && text.substr(module).find("+0x") != std::string_view::npos)
    text = text.substr(0, module);
  const std::size_t last = text.rfind(' ');
  if (last == std::string_view::npos) return ForeignFrame{std::string(text), {}, 0};
  ForeignFrame frame{std::string(text.substr(0, last)), {}, 0};
  std::string_view place = text.substr(last + 1);
  const int second = cut_number(place);
  const int first = cut_number(place);
  if (second == 0) return frame;
  frame.line = first != 0 ? first : second;
  frame.path = std::string(place);
  return frame;
}

/// The variable of `Location is global 'counter' of size 4 …`.
std::string object_of(std::string_view line) {
  constexpr std::string_view mark = "Location is global '";
  const std::size_t begin = line.find(mark);
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = line.substr(begin + mark.size());
  return std::string(rest.substr(0, std::min<std::size_t>(rest.find('\''), 100)));
}

/// The name of the report that a line begins, or nothing: `data race (pid=17)` → `data race`.
std::optional<std::string> report_begun_by(std::string_view line) {
  const bool warning = line.starts_with(warning_mark);
  const std::size_t error = line.starts_with("==") ? line.find(error_mark) : std::string_view::npos;
  if (!warning && error == std::string_view::npos) return std::nullopt;
  std::string_view type = line.substr(warning ? warning_mark.size() : error + error_mark.size());
  type = type.substr(0, type.find(" (pid="));
  return std::string(type.substr(0, type.find(" on unknown address")));
}

/// Collects reports from lines.
class TsanReader {
 public:
  TsanReader(const SourceFiles& files, std::vector<Finding>& findings) : files_(files), findings_(findings) {}

  void take(std::string_view line) {
    if (auto type = report_begun_by(line)) {
      finish();
      report_.emplace();
      report_->type = std::move(*type);
      return;
    }
    if (!report_) return;
    if (line.starts_with("SUMMARY: ThreadSanitizer") || line.starts_with("==================")) return finish();
    if (auto frame = frame_of(line)) return take_frame(std::move(*frame));
    if (const std::string object = object_of(line); !object.empty()) report_->object = object;
    in_stack_ = false;
    title_ = std::string(without_indent(line));
  }

  void finish() {
    if (report_) {
      const ForeignType* type = type_of(report_->type);
      if (type != nullptr && ++taken_ <= most_reports) add_once(findings_, finding_of(*report_, *type, "tsan", files_));
    }
    report_.reset();
    title_.clear();
    in_stack_ = false;
  }

 private:
  void take_frame(ForeignFrame frame) {
    if (!in_stack_) {
      if (report_->stacks.size() >= most_stacks) return;
      report_->stacks.push_back({title_.ends_with(':') ? title_.substr(0, title_.size() - 1) : title_, {}});
      in_stack_ = true;
    }
    auto& frames = report_->stacks.back().frames;
    if (frames.size() < most_frames) frames.push_back(std::move(frame));
  }

  const SourceFiles& files_;
  std::vector<Finding>& findings_;
  std::optional<ForeignReport> report_;
  std::string title_;
  bool in_stack_ = false;
  std::size_t taken_ = 0;
};

}  // namespace

std::vector<Finding> read_tsan_log(std::string_view log, const SourceFiles& files) {
  std::vector<Finding> findings;
  TsanReader reader(files, findings);
  Lines lines(log);
  while (const auto line = lines.next())
    reader.take(*line);
  reader.finish();
  return findings;
}

}  // namespace threadmark::observe
