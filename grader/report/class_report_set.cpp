// The table of a class's outputs: a new one is one file here and one row.
#include "grader/report/class_report_set.hpp"

#include <vector>

namespace threadmark::report {

std::span<const ClassReport> class_report_set() {
  static const std::vector<ClassReport> reports = {};
  return reports;
}

}  // namespace threadmark::report
