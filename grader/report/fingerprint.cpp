// Hashes what identifies a finding.
#include "grader/report/fingerprint.hpp"

#include <algorithm>

#include "grader/base/sha256.hpp"

namespace threadmark::report {
namespace {

/// The text of a line without its blanks, or the number where the source is not there.
std::string text_of(const Location& where, const std::vector<SubmittedFile>& sources) {
  const auto source =
      std::find_if(sources.begin(), sources.end(), [&](const SubmittedFile& file) { return file.path == where.file; });
  if (source == sources.end() || where.line <= 0) return std::to_string(where.line);
  std::string_view left = source->content;
  for (int line = 1; line < where.line && !left.empty(); ++line)
    left.remove_prefix(std::min(left.find('\n'), left.size() - 1) + 1);
  std::string text;
  for (const char c : left.substr(0, left.find('\n')))
    if (c != ' ' && c != '\t' && c != '\r') text += c;
  return text;
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts)
    all += std::to_string(part.size()) + ":" + std::string(part);
  return all;
}

}  // namespace

std::string Fingerprints::of(const Graded& graded, const Finding& finding) {
  const Grade& grade = graded.grade;
  return unique(joined({grade.lesson, grade.submission, name_of(finding.kind), finding.check, finding.where.file,
                        text_of(finding.where, graded.sources)}));
}

std::string Fingerprints::of(const Graded& graded, std::string_view name) {
  return unique(joined({graded.grade.lesson, graded.grade.submission, name}));
}

std::string Fingerprints::unique(const std::string& what) {
  std::string print = sha256(what);
  for (int n = 2; !taken_.insert(print).second; ++n)
    print = sha256(what + "#" + std::to_string(n));
  return print;
}

}  // namespace threadmark::report
