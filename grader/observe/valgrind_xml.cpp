// Turning Valgrind's <error> elements into findings.
#include "grader/observe/valgrind_xml.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "grader/formats/xml/xml.hpp"
#include "grader/observe/foreign_report.hpp"

namespace threadmark::observe {
namespace {

using xml::Element;

/// Valgrind's kinds; those that are absent are no mistakes (still reachable memory, signalling without the lock).
constexpr std::array<ForeignType, 26> types = {{
    {"InvalidRead", FindingKind::memory_error, "observe.bad-access"},
    {"InvalidWrite", FindingKind::memory_error, "observe.bad-access"},
    {"InvalidJump", FindingKind::memory_error, "observe.bad-access"},
    {"InvalidFree", FindingKind::memory_error, "observe.bad-free"},
    {"MismatchedFree", FindingKind::memory_error, "observe.bad-free"},
    {"Overlap", FindingKind::memory_error, "observe.bad-access"},
    {"UninitValue", FindingKind::memory_error, "observe.uninitialised"},
    {"UninitCondition", FindingKind::memory_error, "observe.uninitialised"},
    {"SyscallParam", FindingKind::memory_error, "observe.uninitialised"},
    {"Leak_DefinitelyLost", FindingKind::leak, "observe.leak"},
    {"Leak_IndirectlyLost", FindingKind::leak, "observe.leak"},
    {"Race", FindingKind::data_race, "observe.race"},
    {"ConflictingAccess", FindingKind::data_race, "observe.race"},
    {"UnlockUnlocked", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"UnlockForeign", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"UnlockBogus", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"PthAPIerror", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"Misc", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"MutexErr", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"CondErr", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"CondDestrErr", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"SemaphoreErr", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"BarrierErr", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"RwlockErr", FindingKind::lock_misuse, "observe.lock-misuse"},
    {"LockOrder", FindingKind::lock_order, "observe.lock-order", Severity::warning},
    {"FatalSignal", FindingKind::crash, "observe.crash"},
}};

const ForeignType* type_named(std::string_view kind) {
  for (const ForeignType& type : types)
    if (type.prefix == kind) return &type;
  return nullptr;
}

int number(const std::string& text) {
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && value > 0 ? value : 0;
}

ForeignStack stack_of(const Element& element, std::string title) {
  ForeignStack stack{std::move(title), {}};
  for (const Element& child : element.children) {
    if (child.name != "frame" || stack.frames.size() >= most_frames) continue;
    const std::string folder = child.text_of("dir");
    const std::string file = child.text_of("file");
    stack.frames.push_back({child.text_of("fn"), folder.empty() || file.starts_with('/') ? file : folder + "/" + file,
                            number(child.text_of("line"))});
  }
  return stack;
}

/// The variable of `Location 0x10c0a0 is 0 bytes inside global var "counter"`.
std::string object_in(const std::string& words) {
  for (const std::string_view mark : {"global var \"", "local var \"", "declared at "}) {
    const std::size_t begin = words.find(mark);
    if (begin == std::string::npos || mark.back() != '"') continue;
    const std::size_t from = begin + mark.size();
    return words.substr(from, std::min<std::size_t>(words.find('"', from) - from, 100));
  }
  return {};
}

std::string words_of(const Element& element) {
  const Element* text = element.child("text");
  return text != nullptr ? text->text : element.text;
}

/// Stacks and the words above them stand side by side in an error.
ForeignReport report_of(const Element& error) {
  ForeignReport report;
  std::string words;
  for (const Element& child : error.children) {
    if (child.name == "what" || child.name == "xwhat") {
      words = words_of(child);
      if (report.type.empty()) report.type = words;
    } else if (child.name == "auxwhat" || child.name == "xauxwhat") {
      words = words_of(child);
      if (report.object.empty()) report.object = object_in(words);
    } else if (child.name == "stack" && report.stacks.size() < most_stacks) {
      report.stacks.push_back(stack_of(child, words));
    }
  }
  return report;
}

}  // namespace

std::vector<Finding> read_valgrind_xml(std::string_view text, const SourceFiles& files) {
  std::vector<Finding> findings;
  const auto root = xml::read(text, xml::Salvage::yes);
  if (!root) return findings;
  const std::string tool = root->text_of("tool");
  std::size_t taken = 0;
  for (const Element& element : root->children) {
    const bool fatal = element.name == "fatal_signal";
    if (element.name != "error" && !fatal) continue;
    const ForeignType* type = type_named(fatal ? "FatalSignal" : element.text_of("kind"));
    if (type == nullptr || ++taken > most_reports) continue;
    ForeignReport report = report_of(element);
    if (fatal) report.type = element.text_of("signame");
    add_once(findings, finding_of(report, *type, tool.empty() ? "valgrind" : tool, files));
  }
  return findings;
}

}  // namespace threadmark::observe
