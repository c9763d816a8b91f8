// The main function of every driver: one unit for each TEST, results as events, nothing printed.
#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "harness/testing/telling.hpp"

namespace {

using namespace threadmark::testing;

std::string full_name(const ::testing::TestInfo& test) {
  return std::string(test.test_suite_name()) + "." + test.name();
}

class Reporter final : public ::testing::EmptyTestEventListener {
 public:
  void OnTestStart(const ::testing::TestInfo& test) override {
    failed_ = 0;
    made_before_ = assertions_made();
    tell_begin(full_name(test));
  }
  void OnTestPartResult(const ::testing::TestPartResult& result) override {
    if (!result.failed()) return;
    ++failed_;
    tell_assertion(result.file_name(), result.line_number(), result.message());
  }
  void OnTestEnd(const ::testing::TestInfo& test) override {
    tell_end(full_name(test), failed_, assertions_made() - made_before_);
    ++tests_;
  }
  void OnTestProgramEnd(const ::testing::UnitTest&) override { tell_done(tests_, assertions_made()); }

 private:
  std::int64_t failed_ = 0;
  std::int64_t made_before_ = 0;
  std::int64_t tests_ = 0;
};

void list_units() {
  const ::testing::UnitTest& all = *::testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i) {
    const ::testing::TestSuite& suite = *all.GetTestSuite(i);
    for (int j = 0; j < suite.total_test_count(); ++j)
      tell_unit(full_name(*suite.GetTestInfo(j)));
  }
}

}  // namespace

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  ::testing::TestEventListeners& listeners = ::testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  listeners.Append(new Reporter);
  const std::string unit = selected_unit();
  if (unit == "?") {
    list_units();
    return 0;
  }
  if (!unit.empty()) GTEST_FLAG_SET(filter, unit);
  const int result = RUN_ALL_TESTS();
  // Under the runtime failures are in the trace; the exit status is then about the program only.
  return is_controlled() ? 0 : result;
}
