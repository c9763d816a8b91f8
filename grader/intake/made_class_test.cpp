// Reads the classes that bench/make_class makes, in each shape, as folder and as zip, and compares them with its list.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "grader/formats/json/json.hpp"
#include "grader/intake/class_source.hpp"

namespace threadmark::intake {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Makes a class; the first argument of the test's parameter is its shape, the second further options.
class MadeClassTest : public ::testing::TestWithParam<std::pair<const char*, const char*>> {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "threadmark-made-class-XXXXXX").string();
    root_ = ::mkdtemp(name.data());
    const auto [shape, further] = GetParam();
    const std::string command =
        std::string("python3 " THREADMARK_SOURCE_DIR "/bench/make_class --students 60 --seed 7 ") + "--shape " + shape +
        " " + further + " --manifest " + (root_ / "list.json").string() + " " + (root_ / "made").string();
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }
  void TearDown() override { fs::remove_all(root_); }

  fs::path root_;
};

/// What of a list's piece of work must be found again: the reference solution behind the first line, if anything.
bool is_that(const Lesson& lesson, const ClassEntry& entry, const json::Value& work) {
  if (work.find("verdict")->is_null()) return !entry.nothing.empty();
  if (!entry.nothing.empty()) return false;
  const auto intake = take(lesson, entry);
  if (!intake || !std::holds_alternative<Submission>(*intake)) return false;
  const std::string& content = std::get<Submission>(*intake).files.front().content;
  const std::string own = text_of(fs::path(THREADMARK_SOURCE_DIR) / "reference" / work.find("solution")->text());
  return !own.empty() && content.find(own) == content.find('\n') + 1;
}

TEST_P(MadeClassTest, EverybodysWorkIsFound) {
  const std::map<std::string, std::string> files = {{"counter-race", "solution.cpp"},
                                                    {"bank-transfer", "solution.hpp"}};
  ClassRequest request;
  request.source = root_ / "made";
  request.scratch = root_;
  request.lessons = {"counter-race", "bank-transfer"};
  const bool several = std::string(GetParam().second).find("bank-transfer") != std::string::npos;
  if (!several) request.lesson = "counter-race";
  if (several && std::string(GetParam().first) == "canvas")
    request.map = {{"counter-race.*", "counter-race"}, {"bank-transfer.*", "bank-transfer"}};
  const auto source = read_class(request);
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_EQ(source->shape, GetParam().first);
  std::map<std::string, const ClassEntry*> entries;
  for (const ClassEntry& entry : source->entries)
    entries[entry.students.front().key + " " + entry.lesson] = &entry;
  const auto list = json::read(text_of(root_ / "list.json"));
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_GE(list->as_array()->size(), 50U);
  for (const json::Value& student : *list->as_array()) {
    const std::string key = student.find("key")->text();
    for (const json::Value& work : *student.find("work")->as_array()) {
      Lesson lesson;
      lesson.id = work.find("lesson")->text();
      lesson.files = {files.at(lesson.id)};
      const auto entry = entries.find(key + " " + lesson.id);
      const bool nothing = work.find("verdict")->is_null();
      // Where there are several lessons, one that nothing was handed in for leaves no trace.
      EXPECT_TRUE(entry != entries.end() || (several && nothing)) << key;
      if (entry == entries.end()) continue;
      EXPECT_TRUE(is_that(lesson, *entry->second, work)) << key << " " << lesson.id << " " << entry->second->nothing;
      EXPECT_EQ(entry->second->late, *student.find("late")->as_bool()) << key;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, MadeClassTest,
    ::testing::Values(std::pair("folder", "--lesson counter-race"), std::pair("folder", "--zip --lesson counter-race"),
                      std::pair("canvas", "--lesson counter-race"), std::pair("canvas", "--zip --lesson counter-race"),
                      std::pair("moodle", "--lesson counter-race"), std::pair("moodle", "--zip --lesson counter-race"),
                      std::pair("gradescope", "--lesson counter-race"),
                      std::pair("gradescope", "--zip --lesson counter-race"),
                      std::pair("classroom", "--lesson counter-race"),
                      std::pair("classroom", "--lesson counter-race --lesson bank-transfer"),
                      std::pair("canvas", "--zip --lesson counter-race --lesson bank-transfer"),
                      std::pair("moodle", "--zip --lesson counter-race --lesson bank-transfer")));

TEST(MakeClass, MakesTheSameClassForTheSameSeed) {
  std::string name = (fs::temp_directory_path() / "threadmark-made-class-XXXXXX").string();
  const fs::path root = ::mkdtemp(name.data());
  const auto made = [&](const std::string& seed, const std::string& as) {
    const std::string command = "python3 " THREADMARK_SOURCE_DIR
                                "/bench/make_class --zip --lesson counter-race --seed " +
                                seed + " " + (root / as).string();
    EXPECT_EQ(std::system(command.c_str()), 0);
    return text_of(root / as);
  };
  const std::string first = made("3", "a.zip");
  EXPECT_EQ(first, made("3", "b.zip"));
  EXPECT_NE(first, made("4", "c.zip"));
  fs::remove_all(root);
}

}  // namespace
}  // namespace threadmark::intake
