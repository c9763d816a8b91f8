// The fuzzer's entry: whatever bytes come, reading them as a report ends with few findings, each placed in a known
// file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "grader/observe/foreign_report.hpp"
#include "grader/observe/gtest_xml.hpp"
#include "grader/observe/tsan_log.hpp"
#include "grader/observe/valgrind_xml.hpp"

namespace {

void hold_promises(const std::vector<threadmark::Finding>& findings) {
  if (findings.size() > threadmark::observe::most_reports) std::abort();
  for (const auto& finding : findings) {
    if (finding.where.line < 0 || (finding.where.line > 0) != (finding.where.file == "race.cpp")) std::abort();
    if (finding.related.size() >= threadmark::observe::most_stacks) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  threadmark::observe::SourceFiles files;
  files.add("race.cpp");
  hold_promises(threadmark::observe::read_tsan_log(text, files));
  hold_promises(threadmark::observe::read_valgrind_xml(text, files));
  (void)threadmark::observe::read_gtest_xml(text);
  return 0;
}
