// Tests of whole classes: each shape as its platform writes it, what is recognised, what is refused.
#include "grader/intake/class_source.hpp"

#include <cstdlib>
#include <fstream>
#include <map>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grader/intake/testing/archive_maker.hpp"

namespace threadmark::intake {
namespace {

namespace fs = std::filesystem;
using testing::MadeEntry;
using testing::make_archive;

/// A folder for a class, gone afterwards.
class ClassTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "threadmark-class-test-XXXXXX").string();
    root_ = ::mkdtemp(name.data());
    class_ = root_ / "class";
    request_.source = class_;
    request_.lesson = "one";
    request_.lessons = {"one", "two", "three"};
    request_.scratch = root_;
  }
  void TearDown() override { fs::remove_all(root_); }

  void put(const std::string& name, const std::string& content = "int x;") const {
    fs::create_directories((class_ / name).parent_path());
    std::ofstream(class_ / name, std::ios::binary) << content;
  }
  void put_clone(const std::string& name) const {
    put(name + "/.git/HEAD", "ref: refs/heads/main\n");
    put(name + "/README.md", "# homework");
  }

  ClassSource read() const {
    auto source = read_class(request_);
    if (source) return *std::move(source);
    ADD_FAILURE() << source.error().message;
    return {};
  }
  std::string error() const {
    const auto source = read_class(request_);
    if (source) return "read as " + source->shape;
    EXPECT_EQ(source.error().kind, ErrorKind::input);
    return source.error().message;
  }

  /// What the class handed in: `key lesson → content`, or the reason why there is none.
  static std::map<std::string, std::string> told(const ClassSource& source) {
    std::map<std::string, std::string> all;
    for (const ClassEntry& entry : source.entries) {
      std::string keys;
      for (const Student& student : entry.students)
        keys += (keys.empty() ? "" : "+") + student.key;
      all[keys + " " + entry.lesson] = told(entry);
    }
    return all;
  }
  static std::string told(const ClassEntry& entry) {
    if (!entry.nothing.empty()) return "nothing: " + entry.nothing;
    Lesson lesson;
    lesson.id = entry.lesson;
    lesson.files = {"solution.cpp"};
    const auto intake = take(lesson, entry);
    if (!intake) return intake.error().message;
    if (const auto* rejected = std::get_if<Rejected>(&*intake)) return rejected->why.id;
    return std::get<Submission>(*intake).files.front().content;
  }
  using Told = std::map<std::string, std::string>;

  fs::path root_;
  fs::path class_;
  ClassRequest request_;
};

TEST_F(ClassTest, APlainFolderHasAFolderOrAFileAStudent) {
  put("alice/solution.cpp", "a");
  put("bob.cpp", "b");
  put("carol.zip", make_archive("zip", {{"hw/solution.cpp", "c"}}));
  put("dave/readme.txt");
  fs::create_directory(class_ / "erin");
  put("grades.csv");
  put("alice.cpp", "other");
  const ClassSource source = read();
  EXPECT_EQ(source.shape, "folder");
  EXPECT_EQ(told(source), (Told{{"alice one", "a"},
                                {"alice.cpp one", "other"},
                                {"bob one", "b"},
                                {"carol one", "c"},
                                {"dave one", "nothing: nothing was handed in"},
                                {"erin one", "nothing: nothing was handed in"}}));
  EXPECT_EQ(source.ignored, std::vector<std::string>{"grades.csv"});
  EXPECT_EQ(source.sentence, "Folder: 6 students, 2 with nothing to grade");
}

TEST_F(ClassTest, ACanvasDownloadTellsLatenessAndTheNewestAttempt) {
  put("smithjane_LATE_123_9001_solution.cpp", "old");
  put("smithjane_LATE_123_9005_solution-1.cpp", "newer");
  put("smithjane_LATE_123_9009_solution-2.cpp", "newest");
  put("vanderberg_jan_44_555_my_own_name.cpp", "v");
  put("doejohn_77_text.html");
  put("LATE_anon_x9Yz_88_solution.cpp", "hidden");
  const ClassSource source = read();
  EXPECT_EQ(source.shape, "canvas");
  EXPECT_EQ(told(source), (Told{{"123 one", "newest"},
                                {"44 one", "v"},
                                {"77 one", "nothing: only a text or a link was handed in, no file"},
                                {"anon_x9Yz one", "hidden"}}));
  EXPECT_EQ(source.sentence, "Canvas download: 4 students, 1 with nothing to grade");
  for (const ClassEntry& entry : source.entries) {
    const Student& student = entry.students.front();
    EXPECT_EQ(entry.late, student.key == "123" || student.key == "anon_x9Yz");
    if (student.key != "123") continue;
    EXPECT_EQ(student.name, "smithjane");
    EXPECT_EQ(student.platform_id, "123");
    EXPECT_EQ(entry.source, "smithjane_LATE_123_9009_solution-2.cpp");
    EXPECT_EQ(entry.ignored.size(), 2U);
  }
}

TEST_F(ClassTest, CanvasFilesOfOneStudentStandTogether) {
  put("a_1_10_one.cpp", "1");
  put("a_1_11_two.cpp", "2");
  request_.lesson.clear();
  request_.map = {{"one.cpp", "one"}, {"two.*", "two"}};
  EXPECT_EQ(told(read()), (Told{{"1 one", "1"}, {"1 two", "2"}}));
}

TEST_F(ClassTest, AMoodleDownloadComesInFoldersOrFlat) {
  put("Zoë O'Neill, Jr._101_assignsubmission_file_/solution.cpp", "z");
  put("Ben Li_102_assignsubmission_file/hw/solution.cpp", "b");
  put("Cy Day_103_assignsubmission_onlinetext_/onlinetext.html");
  put("Di Fox_104_assignsubmission_file/solution.cpp", "d");
  put("Di Fox_104_assignsubmission_onlinetext/onlinetext.html");
  put("Ed Ray_105_assignsubmission_file_solution.cpp", "e");
  fs::create_directory(class_ / "Flo May_106_assignsubmission_file_");
  const ClassSource source = read();
  EXPECT_EQ(source.shape, "moodle");
  EXPECT_EQ(told(source), (Told{{"101 one", "z"},
                                {"102 one", "b"},
                                {"103 one", "nothing: only a text or a link was handed in, no file"},
                                {"104 one", "d"},
                                {"105 one", "e"},
                                {"106 one", "nothing: nothing was handed in"}}));
  EXPECT_EQ(source.sentence, "Moodle download: 6 students, 2 with nothing to grade");
  EXPECT_EQ(source.entries.back().students.front().name, "Zoë O'Neill, Jr.");
}

constexpr const char* metadata = R"(---
submission_1:
  :submitters:
  - :name: "Solo \u00dcber"
    :sid: '100'
    :email: solo@x.example
  :created_at: &1 2021-09-01 12:00:00.000000000 Z
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    tests:
    - name: 'x'
      output: "line
        :submitters: not here"
  :history:
  - :id: 5
    :created_at: *1
submission_2:
  :submitters:
  - :name: Pair One
    :sid: '200'
    :email: one@x.example
  - :name: Pair Two
    :sid:
    :email: two@x.example
submission_9:
  :submitters:
  - :name: Gone
    :sid: '900'
    :email:
)";

TEST_F(ClassTest, AGradescopeExportKnowsGroups) {
  put("assignment_77_export/submission_metadata.yml", metadata);
  put("assignment_77_export/submission_1/solution.cpp", "s");
  put("assignment_77_export/submission_2/solution.cpp", "p");
  put("assignment_77_export/submission_3/solution.cpp", "n");
  const ClassSource source = read();
  EXPECT_EQ(source.shape, "gradescope");
  EXPECT_EQ(told(source), (Told{{"solo@x.example one", "s"},
                                {"one@x.example+two@x.example one", "p"},
                                {"submission_3 one", "n"},
                                {"900 one", "nothing: the export names `submission_9` but has no such folder"}}));
  EXPECT_EQ(source.sentence, "Gradescope export: 5 students, 1 with nothing to grade");
  for (const ClassEntry& entry : source.entries) {
    EXPECT_TRUE(entry.source != "submission_1" || entry.students.front().name == "Solo Über");
  }
}

TEST_F(ClassTest, AGradescopeExportWithABrokenListSaysWhere) {
  put("submission_1/solution.cpp");
  put("submission_metadata.yml", "submission_1:\n  :submitters:\n  - :name: [unclosed\n");
  EXPECT_NE(error().find("submission_metadata.yml:"), std::string::npos) << error();
}

TEST_F(ClassTest, ClonesAreNamedByTheirUsers) {
  for (const char* name : {"hw-ann-lee", "hw-bob", "hw-cy"})
    put_clone(name);
  put("hw-ann-lee/solution.cpp", "a");
  put("hw-bob/one/solution.cpp", "b1");
  put("hw-bob/two/solution.cpp", "b2");
  put("hw-cy/two/solution.cpp", "c2");
  EXPECT_EQ(told(read()), (Told{{"ann-lee one", "a"},
                                {"bob one", "b1"},
                                {"cy one", "nothing: there is work for other lessons only, none in a folder `one`"}}));
  request_.lesson.clear();
  const ClassSource all = read();
  EXPECT_EQ(all.shape, "classroom");
  EXPECT_EQ(told(all),
            (Told{{"ann-lee ", "nothing: it does not show which lesson this is for: name it with --lesson or --map"},
                  {"bob one", "b1"},
                  {"bob two", "b2"},
                  {"cy two", "c2"}}));
  EXPECT_EQ(all.sentence, "Classroom clones: 3 students, 3 submissions for 2 lessons, 1 with nothing to grade");
}

TEST_F(ClassTest, TheFolderOfTheClonesTellsTheirPrefix) {
  class_ = root_ / "class" / "hw-submissions";
  put_clone("hw-ann-x");
  put_clone("hw-ann-y");
  put("hw-ann-x/solution.cpp", "x");
  put("hw-ann-y/solution.cpp", "y");
  EXPECT_EQ(told(read()), (Told{{"ann-x one", "x"}, {"ann-y one", "y"}}));
}

TEST_F(ClassTest, FoldersOfLessonsHoldAClassEach) {
  put("one/alice/solution.cpp", "a1");
  put("two/alice.cpp", "a2");
  put("two/bob/solution.cpp", "b2");
  request_.lesson.clear();
  EXPECT_EQ(told(read()), (Told{{"alice one", "a1"}, {"alice two", "a2"}, {"bob two", "b2"}}));
  request_.lesson = "two";
  EXPECT_EQ(told(read()), (Told{{"alice two", "a2"}, {"bob two", "b2"}}));
}

TEST_F(ClassTest, AMapSaysWhichPathIsWhichLesson) {
  put("alice/week1/solution.cpp", "a1");
  put("alice/week2/solution.cpp", "a2");
  put("bob/other/solution.cpp", "b");
  request_.lesson.clear();
  request_.map = {{"week1", "one"}, {"week2/*.cpp", "two"}};
  EXPECT_EQ(
      told(read()),
      (Told{{"alice one", "a1"}, {"alice two", "a2"}, {"bob ", "nothing: no rule of the map fits anything in it"}}));
}

TEST_F(ClassTest, IsReadFromAnArchiveAsFromAFolder) {
  fs::create_directories(class_);
  for (const char* format : {"zip", "tar.gz"}) {
    request_.source = class_ / (std::string("class.") + format);
    std::ofstream(request_.source, std::ios::binary) << make_archive(
        format, {{"Hand in/A_1_assignsubmission_file/solution.cpp", "a"},
                 {"Hand in/B_2_assignsubmission_file/b.zip", make_archive("zip", {{"x/solution.cpp", "b"}})},
                 {"Hand in/C_3_assignsubmission_file/", "", MadeEntry::Kind::folder},
                 {"__MACOSX/Hand in/._x", "x"}});
    const ClassSource source = read();
    EXPECT_EQ(source.shape, "moodle");
    EXPECT_EQ(told(source), (Told{{"1 one", "a"}, {"2 one", "b"}, {"3 one", "nothing: nothing was handed in"}}));
  }
}

TEST_F(ClassTest, ABrokenDownloadIsTheInstructorsMatter) {
  fs::create_directories(class_);
  request_.source = class_ / "class.zip";
  std::ofstream(request_.source, std::ios::binary) << make_archive("zip", {{"a/solution.cpp", "a"}}).substr(0, 60);
  EXPECT_NE(error().find("damaged"), std::string::npos) << error();
  request_.source = class_ / "nowhere";
  EXPECT_NE(error().find("no file or folder"), std::string::npos);
}

TEST_F(ClassTest, OneHostileSubmissionStopsNobodyElse) {
  const std::string bomb = make_archive("zip", {{.name = "solution.cpp", .zeros = 50U << 20}});
  fs::create_directories(class_);
  request_.source = class_ / "class.zip";
  std::ofstream(request_.source, std::ios::binary)
      << make_archive("zip", {{"a_1_10_a.zip", bomb},
                              {"b_2_20_b.zip", "no archive"},
                              {.name = "c_3_30_solution.cpp", .zeros = 20U << 20},
                              {"d_4_40_solution.cpp", "/etc/passwd", MadeEntry::Kind::link},
                              {"../e_5_50_solution.cpp", "evil"},
                              {"f_6_60_solution.cpp", "fine"}});
  const ClassSource source = read();
  EXPECT_EQ(told(source), (Told{{"1 one", "intake.archive-bomb"},
                                {"2 one", "intake.no-archive"},
                                {"3 one", "intake.too-large"},
                                {"4 one", "intake.not-plain"},
                                {"6 one", "fine"}}));
}

TEST_F(ClassTest, AFolderWithTooManyFilesIsRefusedAlone) {
  put("alice/solution.cpp", "a");
  put("bob/solution.cpp", "b");
  for (int i = 0; i < 10001; ++i)
    std::ofstream(class_ / "bob" / std::to_string(i));
  EXPECT_EQ(told(read()), (Told{{"alice one", "a"}, {"bob one", "intake.too-many-files"}}));
}

TEST_F(ClassTest, WhatFitsNoShapeOrTwoIsNotGuessed) {
  put("notes.txt");
  EXPECT_NE(error().find("looks like a class"), std::string::npos) << error();
  put("a_1_10_solution.cpp");
  put("B_2_assignsubmission_file/solution.cpp");
  EXPECT_NE(error().find("two shapes"), std::string::npos) << error();
  request_.shape = "canvas";
  EXPECT_EQ(told(read()).size(), 1U);
  request_.shape = "zebra";
  EXPECT_NE(error().find("known are canvas, moodle"), std::string::npos) << error();
}

TEST_F(ClassTest, AFewNamesOfAShapeAmongManyOthersAreNotEnough) {
  put("B_2_assignsubmission_file/solution.cpp");
  put("alice/solution.cpp");
  put("bob/solution.cpp");
  EXPECT_NE(error().find("no one shape"), std::string::npos) << error();
  request_.shape = "folder";
  EXPECT_EQ(told(read()).size(), 3U);
}

TEST_F(ClassTest, OddNamesAreReadAsTheyAre) {
  put("-wrapper/solution.cpp", "1");
  put("@file.cpp", "2");
  put("new\nline/solution.cpp", "3");
  put("two  blanks, and a comma/solution.cpp", "4");
  put("Ünï €/solution.cpp", "5");
  put("same/solution.cpp", "6");
  put("Same/solution.cpp", "7");
  put("\xff\xfe/solution.cpp", "8");
  EXPECT_EQ(told(read()), (Told{{"-wrapper one", "1"},
                                {"@file one", "2"},
                                {"new\\nline one", "3"},
                                {"two  blanks, and a comma one", "4"},
                                {"Ünï € one", "5"},
                                {"same one", "6"},
                                {"Same one", "7"},
                                {"\\xff\\xfe one", "8"}}));
}

TEST_F(ClassTest, SpecialFilesInAClassHarmNobody) {
  put("alice/solution.cpp", "a");
  fs::create_directories(class_ / "fifo");
  ASSERT_EQ(::mkfifo((class_ / "fifo" / "solution.cpp").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo((class_ / "pipe.cpp").c_str(), 0600), 0);
  fs::create_directory_symlink("/etc", class_ / "etc");
  fs::create_directories(class_ / "link");
  fs::create_symlink("/etc/passwd", class_ / "link" / "solution.cpp");
  EXPECT_EQ(told(read()), (Told{{"alice one", "a"},
                                {"fifo one", "intake.not-plain"},
                                {"link one", "intake.not-plain"},
                                {"pipe one", "intake.not-plain"}}));
}

}  // namespace
}  // namespace threadmark::intake
