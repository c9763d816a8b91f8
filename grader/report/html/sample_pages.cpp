// Writes sample pages for the test in a browser: sample_pages DIR [COUNT | hostile] [--anonymous].
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "grader/report/html/html_report.hpp"
#include "grader/report/html/sample_class.hpp"

int main(int argc, char** argv) {
  using namespace threadmark::report;
  if (argc < 2) return 2;
  HtmlSettings settings;
  settings.anonymous = std::strcmp(argv[argc - 1], "--anonymous") == 0;
  const std::string kind = argc > 2 ? argv[2] : "";
  const auto known =
      kind == "hostile" ? html::hostile_class(
                              "<img src=x onerror=alert(1)></script><script>alert(2)</script>\"'><svg onload=alert(3)>")
      : kind.empty() || kind.front() == '-' ? html::sample_class()
                                            : html::large_class(std::strtoul(kind.c_str(), nullptr, 10));
  const auto written = write_html(known, settings, argv[1]);
  if (!written) std::fprintf(stderr, "%s\n", written.error().message.c_str());
  return written ? 0 : 3;
}
