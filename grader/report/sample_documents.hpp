// Documents of every format for the tests that hand them to a parser which is not ours.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// Some grades that make one document, and what they are called.
struct SampleClass {
  std::string name;
  std::vector<Graded> graded;
};

/// Every sample alone, all of them together, none, and one for each harmful text.
std::vector<SampleClass> sample_classes();

/// Writes a document of each sample in that format into a folder of its own, which goes with the object.
class SampleDocuments {
 public:
  explicit SampleDocuments(std::string_view format);
  ~SampleDocuments();
  SampleDocuments(const SampleDocuments&) = delete;
  SampleDocuments& operator=(const SampleDocuments&) = delete;
  SampleDocuments(SampleDocuments&&) = delete;
  SampleDocuments& operator=(SampleDocuments&&) = delete;

  /// Runs `command` with all files behind it; what it wrote, with its errors, and `exit N` at the end.
  std::string run(const std::string& command) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace threadmark::report
