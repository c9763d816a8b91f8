// Calling ThreadSanitizer's and Valgrind's builds of a program.
#include "grader/run/cross_tools.hpp"

#include <array>
#include <filesystem>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "grader/run/program_start.hpp"

namespace threadmark::run {
namespace {

constexpr int report_descriptor = 5;
constexpr std::size_t longest_report = 4 << 20;
constexpr double longest_wait_s = 4;

// A file in memory that the tool writes its report to, apart from what the program prints.
class ReportFile {
 public:
  ReportFile() : descriptor_(memfd_create("report", MFD_CLOEXEC)) {}
  ~ReportFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  ReportFile(const ReportFile&) = delete;
  ReportFile& operator=(const ReportFile&) = delete;

  int descriptor() const { return descriptor_; }

  std::string content() const {
    std::string text(longest_report, '\0');
    const ssize_t size = pread(descriptor_, text.data(), text.size(), 0);
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
  }

 private:
  int descriptor_;
};

// Puts the tool around the program's own command.
void add_tool(sandbox::Command& command, const CrossTool& tool) {
  if (tool.format == ReportFormat::tsan_log) {
    // Exit states are the program's own; exceptions between threads and leaks of threads are judged elsewhere. Its
    // symbolizer is found by name.
    command.environment.emplace_back(
        "TSAN_OPTIONS=exitcode=0 atexit_sleep_ms=0 report_thread_leaks=0 halt_on_error=0 color=never");
    for (std::string& variable : command.environment)
      if (variable.starts_with("PATH=")) variable = "PATH=/usr/lib/llvm-19/bin:/usr/bin:/bin";
    return;
  }
  const std::vector<std::string> words = {"/usr/bin/valgrind", "--tool=" + std::string(tool.name), "--xml=yes",
                                          "--xml-fd=" + std::to_string(report_descriptor),
                                          "--child-silent-after-fork=yes"};
  command.argv.insert(command.argv.begin(), words.begin(), words.end());
}

}  // namespace

std::span<const CrossTool> cross_tools() {
  static constexpr std::array<CrossTool, 4> tools = {{
      {"tsan", ProgramFlavour::tsan, ReportFormat::tsan_log},
      {"memcheck", ProgramFlavour::plain, ReportFormat::valgrind_xml},
      {"helgrind", ProgramFlavour::plain, ReportFormat::valgrind_xml},
      {"drd", ProgramFlavour::plain, ReportFormat::valgrind_xml},
  }};
  return tools;
}

ToolRun run_under(const CrossTool& tool, const sandbox::Sandbox& sandbox, const Lesson& lesson,
                  const Workspace& workspace, const Program& program, const Case& one) {
  ToolRun result;
  if (tool.format == ReportFormat::valgrind_xml && !std::filesystem::exists("/usr/bin/valgrind")) {
    result.why_not = "Valgrind is not installed";
    return result;
  }
  const sandbox::Mounts mounts = program_mounts(workspace.build());
  sandbox::Command command = program_command(sandbox, mounts, program.path, one);
  add_tool(command, tool);
  const ReportFile report;
  command.descriptors.push_back({.number = report_descriptor, .descriptor = report.descriptor()});
  sandbox::LimitSet limits;
  limits.wall_s = lesson.limits.wall_s;
  limits.cpu_s = lesson.limits.cpu_s;
  // Nobody wakes what is stuck here; what it has reported so far counts.
  limits.idle_s = longest_wait_s;
  // Shadow memory is several times what the program itself uses.
  limits.memory_mb = lesson.limits.memory_mb * 8;
  limits.processes = lesson.limits.processes * 2;
  limits.file_kb = lesson.limits.file_kb;
  limits.output_bytes = longest_report;
  limits.fixed_addresses = true;
  const auto outcome = sandbox.run(command, mounts, limits);
  if (!outcome) {
    result.why_not = outcome.error().message;
    return result;
  }
  if (outcome->err.find("FATAL: ThreadSanitizer") != std::string::npos) {
    result.why_not = "ThreadSanitizer could not start (unexpected memory mapping)";
    return result;
  }
  result.available = true;
  result.report = tool.format == ReportFormat::tsan_log ? outcome->err : report.content();
  return result;
}

}  // namespace threadmark::run
