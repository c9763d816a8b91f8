// Tests of reading selectors and of what is said about wrong ones, by way of `count` checks.
#include <gtest/gtest.h>

#include "grader/check/check_testing.hpp"

namespace threadmark::check {
namespace {

constexpr const char* vocabulary = R"(
lines:
  main: 'main <pid:int>'
  start: '<name:alex|taibai> start'
  info: '<name:alex|taibai> <age:int> <pid:int>'
files-after:
  ticket: {path: ticket.json, pattern: '{"count": <count:int>}'}
)";

std::string count_of(const std::string& selector, const std::string& amount = "1") {
  return std::string(vocabulary) + "checks:\n  - {id: c, type: count, counts: {'" + selector + "': " + amount + "}}\n";
}

/// True when the check sees exactly one event in the run.
bool is_one(const std::string& selector, const threadmark::Run& run) {
  Checks checks = checks_of(count_of(selector));
  return ids(checks, "c", run).empty();
}

TEST(Selector, NamesLinesByTheirPattern) {
  EXPECT_TRUE(is_one("main", run().line("main 17").line("alex start")));
  EXPECT_FALSE(is_one("main", run().line("main x").line("alex start")));
}

TEST(Selector, TheFirstPatternThatMatchesNamesALine) {
  Checks checks = checks_of(
      "lines: {a: 'x <n>', b: 'x <n:int>'}\n"
      "checks:\n  - {id: c, type: count, counts: {a: 1, b: 0}}\n");
  EXPECT_TRUE(ids(checks, "c", run().line("x 5")).empty());
}

TEST(Selector, ConditionsMustAllHold) {
  const threadmark::Run seen = run().line("alex 84 1001").line("alex 85 1002").line("taibai 84 1003");
  EXPECT_TRUE(is_one("info[name=alex, age=84]", seen));
  EXPECT_FALSE(is_one("info[name=alex]", seen));
  EXPECT_FALSE(is_one("info[age=84]", seen));
}

TEST(Selector, IntegersAreComparedByValue) {
  EXPECT_TRUE(is_one("info[age=84]", run().line("alex 084 1")));
}

TEST(Selector, BuiltInFieldsSayWhoWhenAndWhat) {
  RunBuilder seen = run().line("alex start");
  seen.task(2, 2).at_ms(1500).line("taibai start").event(EventKind::process_exit, 256).driver("got", 7);
  EXPECT_TRUE(is_one("start[@task=2]", seen));
  EXPECT_TRUE(is_one("start[@process=1]", seen));
  EXPECT_TRUE(is_one("start[@pid=1001, @ppid=1000]", seen));
  EXPECT_TRUE(is_one("start[@time-ms=1500]", seen));
  EXPECT_TRUE(is_one("@process-exit[@value=256]", seen));
  EXPECT_TRUE(is_one("driver.got[@value=7]", seen));
  EXPECT_FALSE(is_one("driver.put", seen));
}

TEST(Selector, SystemEventsHaveNames) {
  RunBuilder seen = run();
  seen.event(EventKind::process_start).event(EventKind::process_reaped).event(EventKind::thread_start);
  seen.event(EventKind::thread_end).event(EventKind::thread_join).event(EventKind::end_of_file);
  for (const char* name :
       {"@process-start", "@process-reaped", "@thread-start", "@thread-end", "@thread-join", "@end-of-file"})
    EXPECT_TRUE(is_one(name, seen)) << name;
}

TEST(Selector, FilesAreMatchedWithoutTheirWhiteSpace) {
  EXPECT_TRUE(is_one("file.ticket[count=3]", run().file("ticket.json", "{ \"count\" :\n\t3 }\n")));
  EXPECT_FALSE(is_one("file.ticket", run().file("other.json", "{\"count\": 3}")));
  EXPECT_FALSE(is_one("file.ticket", run().file("ticket.json", "")));
}

TEST(Selector, APartialLineCountsAsTheLineThatItIs) {
  EXPECT_TRUE(is_one("main", run().partial("main 4")));
}

TEST(Selector, LinesOfStandardErrorAreNobodysBusiness) {
  EXPECT_FALSE(is_one("main", run().event(EventKind::error_line).line("alex start")));
}

TEST(SelectorProblem, SaysWhereAndWhatWouldBeRight) {
  const auto problem = [](const std::string& selector) {
    const auto all = problems_of(count_of(selector));
    return all.size() == 1 ? all.front() : "none or several";
  };
  // The selector begins at column 36 of line 9, behind its quote.
  EXPECT_EQ(problem("strat"), "9:36 check `c`: no events are called `strat`; did you mean `start`?");
  EXPECT_EQ(problem("start[nam=alex]"), "9:42 check `c`: `start` has no field `nam`; did you mean `name`?");
  EXPECT_EQ(problem("start[name=alx]"), "9:47 check `c`: `name` is never `alx`; did you mean `alex`?");
  EXPECT_EQ(problem("info[name=alex, age=old]"), "9:56 check `c`: `age` is an integer, so it is never `old`");
  EXPECT_EQ(problem("start[name]"), "9:42 check `c`: a condition is FIELD=VALUE, such as [name=alex]");
  EXPECT_EQ(problem("start[name=alex"), "9:41 check `c`: the `[` of this selector is not closed");
  EXPECT_EQ(problem("start.name"),
            "9:41 check `c`: `.name` is too much here: a selector is a name, perhaps with [conditions]");
  EXPECT_EQ(problem("@thread-started"),
            "9:36 check `c`: no events are called `@thread-started`; did you mean "
            "`@thread-start`?");
  EXPECT_EQ(problem("file.tickets"),
            "9:36 check `c`: no events are called `file.tickets`; did you mean `file.ticket`?");
}

TEST(SelectorProblem, AWrongPatternIsToldAtThePattern) {
  const auto all = problems_of("lines:\n  a: 'x <n:integer>'\nchecks: []\n");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all.front().substr(0, 4), "2:6 ");
}

}  // namespace
}  // namespace threadmark::check
