// Writes sample pages for the test in a browser.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "grader/report/html/class_page.hpp"
#include "grader/report/html/html_report.hpp"
#include "grader/report/html/sample_class.hpp"

namespace {

using namespace threadmark;
using namespace threadmark::report;

constexpr const char* usage = "sample_pages DIR [hostile | class-of COUNT | index-of COUNT] [--anonymous]\n";
constexpr const char* payload =
    "<img src=x onerror=alert(1)></script><script>alert(2)</script>\"'><svg onload=alert(3)>";

/// The first page alone, for a class whose other pages nobody opens.
void write_index(const ClassResult& known, const HtmlSettings& settings, const std::filesystem::path& dir) {
  html::ClassPage index(settings);
  for (const GradedSubmission& submission : known.submissions)
    index.add(submission);
  std::filesystem::create_directories(dir);
  std::ofstream(dir / "index.html", std::ios::binary) << index.page(known.submissions.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  HtmlSettings settings;
  if (!words.empty() && words.back() == "--anonymous") {
    settings.anonymous = true;
    words.pop_back();
  }
  const bool counts = words.size() == 3 && (words[1] == "class-of" || words[1] == "index-of");
  const bool hostile = words.size() == 2 && words[1] == "hostile";
  if (!counts && !hostile && words.size() != 1) {
    std::fputs(usage, stderr);
    return 2;
  }
  const ClassResult known = counts    ? html::large_class(std::strtoul(words[2].c_str(), nullptr, 10))
                            : hostile ? html::hostile_class(payload)
                                      : html::sample_class();
  if (counts && words[1] == "index-of") {
    write_index(known, settings, words[0]);
    return 0;
  }
  const auto written = write_html(known, settings, words[0]);
  if (!written) std::fprintf(stderr, "%s\n", written.error().message.c_str());
  return written ? 0 : 3;
}
