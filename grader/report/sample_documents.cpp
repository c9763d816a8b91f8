// Writes sample documents and runs programs over them.
#include "grader/report/sample_documents.hpp"

#include <array>
#include <cstdio>
#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

#include "grader/report/sample_grades.hpp"

namespace threadmark::report {

std::vector<SampleClass> sample_classes() {
  const std::vector<Graded> all = {racy_grade(),      passed_grade(),   unbuilt_grade(), ungraded_grade(),
                                   hostile_grade(),   rejected_grade(), refused_grade(), bonus_grade(),
                                   processes_grade(), long_grade(),     crowded_grade()};
  constexpr std::array<const char*, 11> names = {"racy",    "passed", "unbuilt",   "ungraded", "hostile", "rejected",
                                                 "refused", "bonus",  "processes", "long",     "crowded"};
  std::vector<SampleClass> classes;
  for (std::size_t i = 0; i < all.size(); ++i)
    classes.push_back({names[i], {all[i]}});
  classes.push_back({"all", all});
  classes.push_back({"graded", {racy_grade(), passed_grade(), bonus_grade(), unbuilt_grade(), rejected_grade()}});
  classes.push_back({"none", {}});
  for (std::size_t i = 0; i < harmful_texts().size(); ++i)
    classes.push_back({"harm" + std::to_string(i), {grade_full_of(harmful_texts()[i])}});
  return classes;
}

SampleDocuments::SampleDocuments(std::string_view format)
    : folder_(std::filesystem::temp_directory_path() /
              ("threadmark-formats-" + std::to_string(getpid()) + "-" + std::string(format))) {
  std::filesystem::create_directories(folder_);
  const ReportFormat* found = report_named(format);
  for (const SampleClass& sample : sample_classes()) {
    if (found->single && sample.graded.size() != 1) continue;
    std::ofstream(folder_ / (sample.name + ".txt"), std::ios::binary) << found->grades(sample.graded, {});
  }
}

SampleDocuments::~SampleDocuments() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string SampleDocuments::run(const std::string& command) const {
  FILE* pipe = popen((command + " '" + folder_.string() + "'/*.txt 2>&1").c_str(), "r");
  if (pipe == nullptr) return "no pipe";
  std::string said;
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    said.append(buffer.data(), got);
  const int status = pclose(pipe);
  return said + "exit " + std::to_string(WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

}  // namespace threadmark::report
