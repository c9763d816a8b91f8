// Tests of archives: what is read, what is refused with words, and that attacks cost nothing.
#include "grader/intake/archive.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "grader/intake/selection.hpp"
#include "grader/intake/testing/archive_maker.hpp"

namespace threadmark::intake {
namespace {

using testing::MadeEntry;
using testing::make_archive;
using testing::RawZip;
using Kind = MadeEntry::Kind;

constexpr std::array<const char*, 6> formats = {"zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst"};

FileSet read(const std::string& bytes, const std::string& name = "alice.zip",
             const ArchiveLimits& limits = student_limits) {
  return read_archive(std::string_view(bytes), name, limits);
}

std::string refusal(const FileSet& set) {
  return set.refused.empty() ? "taken" : set.refused.front().why.id;
}

/// What a set says of one file: its content, its kind, or why it is not read.
std::string about(const FileSet& set, const std::string& path) {
  for (const FoundFile& file : set.files) {
    if (file.path != path) continue;
    if (file.kind == FileKind::link) return "<link>";
    if (file.kind == FileKind::hard_link) return "<hard link>";
    if (file.kind == FileKind::other) return "<other>";
    const FileContent content = set.store->read(file, largest_file);
    return content.refused ? content.refused->id : content.bytes;
  }
  return "<absent>";
}

Lesson component() {
  Lesson lesson;
  lesson.id = "queue";
  lesson.files = {"solution.hpp"};
  lesson.driver = "driver.cpp";
  return lesson;
}

/// The verdict of intake over an archive: the content taken, or the id of the reason.
std::string taken(const std::string& bytes, const std::string& name = "alice.zip") {
  const Intake intake = select(component(), read(bytes, name), "alice");
  if (const auto* rejected = std::get_if<Rejected>(&intake)) return rejected->why.id;
  return std::get<Submission>(intake).files.front().content;
}

TEST(Archive, IsReadInEachKind) {
  for (const char* format : formats) {
    const FileSet set = read(make_archive(format, {{"a/", "", Kind::folder}, {"a/x.cpp", "int x;"}, {"b.hpp", ""}}),
                             std::string("w.") + format);
    EXPECT_EQ(refusal(set), "taken") << format;
    EXPECT_EQ(about(set, "a/x.cpp"), "int x;") << format;
    EXPECT_EQ(about(set, "b.hpp"), "") << format;
    EXPECT_EQ(set.folders, std::vector<std::string>{"a"}) << format;
  }
}

TEST(Archive, IsReadFromAFileWithItsContentsOnDisk) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("threadmark-archive-test-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "scratch");
  std::ofstream(folder / "c.tar.gz", std::ios::binary) << make_archive("tar.gz", {{"x.cpp", "int x;"}, {"y.cpp", "y"}});
  const FileSet set = read_archive(folder / "c.tar.gz", "c.tar.gz", class_limits, folder / "scratch");
  EXPECT_EQ(about(set, "x.cpp"), "int x;");
  EXPECT_EQ(about(set, "y.cpp"), "y");
  EXPECT_TRUE(std::filesystem::is_empty(folder / "scratch")) << "the file has no name";
  std::filesystem::remove_all(folder);
}

TEST(Archive, LeavesAsideWhatSystemsStrewAbout) {
  const FileSet set = read(make_archive("zip", {{"__MACOSX/._solution.hpp", "x"},
                                                {".DS_Store", "x"},
                                                {"w/.git/config", "x"},
                                                {"w/build/CMakeCache.txt", "x"},
                                                {"w/solution.hpp", "int x;"}}));
  ASSERT_EQ(set.files.size(), 1U);
  EXPECT_EQ(set.files[0].path, "w/solution.hpp");
  EXPECT_EQ(set.ignored, (std::vector<std::string>{"__MACOSX/", "w/build/"}));
}

TEST(Archive, NamesOfTheOldEncodingsBecomeUtf8) {
  RawZip zip;
  zip.add("M\x81ller/solution.hpp", "a");              // ü in code page 437
  zip.add("M\xC3\xBCller2/solution.hpp", "b");         // UTF-8 without saying so, as macOS writes it
  zip.add("M\xC3\xBCller3/solution.hpp", "c", 0x800);  // UTF-8, said
  zip.add("win\\dows.hpp", "d");
  zip.add("new\nline \x1b[31m.hpp", "e");
  const FileSet set = read(zip.bytes());
  EXPECT_EQ(about(set, "Müller/solution.hpp"), "a");
  EXPECT_EQ(about(set, "Müller2/solution.hpp"), "b");
  EXPECT_EQ(about(set, "Müller3/solution.hpp"), "c");
  EXPECT_EQ(about(set, "win/dows.hpp"), "d");
  EXPECT_EQ(about(set, "new\\nline \\x1b[31m.hpp"), "e");
}

TEST(Archive, NamesThatLeadOutsideAreRefused) {
  for (const char* name :
       {"../solution.hpp", "a/../../etc/passwd", "/etc/passwd", "..\\evil.hpp", "C:\\evil.hpp", "C:/x"}) {
    RawZip zip;
    zip.add("solution.hpp", "int x;");
    zip.add(name, "evil");
    EXPECT_EQ(taken(zip.bytes()), "intake.archive-outside") << name;
  }
  EXPECT_EQ(taken(make_archive("tar", {{"./a/./solution.hpp", "int x;"}}), "a.tar"), "int x;");
}

TEST(Archive, InAClassANameThatLeadsOutsideHarmsNobody) {
  const FileSet set = read(make_archive("tar", {{"../evil.cpp", "evil"}, {"good.cpp", "good"}}), "c.tar", class_limits);
  EXPECT_EQ(refusal(set), "taken");
  EXPECT_EQ(about(set, "good.cpp"), "good");
  EXPECT_EQ(set.ignored, std::vector<std::string>{"../evil.cpp"});
}

TEST(Archive, LinksAndDevicesAreNeverFollowed) {
  const std::string bytes = make_archive("tar", {{"secret.txt", "s"},
                                                 {"link.cpp", "/etc/passwd", Kind::link},
                                                 {"hard.cpp", "secret.txt", Kind::hard_link},
                                                 {"fifo.cpp", "", Kind::fifo},
                                                 {"device.cpp", "", Kind::device}});
  const FileSet set = read(bytes, "a.tar");
  EXPECT_EQ(about(set, "link.cpp"), "<link>");
  EXPECT_EQ(about(set, "hard.cpp"), "<hard link>");
  EXPECT_EQ(about(set, "fifo.cpp"), "<other>");
  EXPECT_EQ(about(set, "device.cpp"), "<other>");
  for (const Kind kind : {Kind::link, Kind::fifo, Kind::device})
    EXPECT_EQ(taken(make_archive("tar", {{"solution.hpp", "/etc/passwd", kind}}), "a.tar"), "intake.not-plain");
  EXPECT_EQ(taken(make_archive("zip", {{"solution.hpp", "/etc/passwd", Kind::link}})), "intake.not-plain");
  EXPECT_EQ(taken(make_archive("tar", {{"x", "s"}, {"solution.hpp", "x", Kind::hard_link}}), "a.tar"),
            "intake.hard-link");
  EXPECT_EQ(taken(make_archive("tar", {{"d", "/etc", Kind::link}, {"solution.hpp", "int x;"}}), "a.tar"), "int x;");
}

/// The most memory that this process ever had, in KiB, and the CPU time that it took, in seconds.
struct Used {
  long peak_kb = 0;
  double cpu_s = 0;
};
Used used() {
  struct rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return {usage.ru_maxrss, static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                               static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6};
}

TEST(Archive, AZipBombIsRefusedAtOnceAndInLittleMemory) {
  for (const char* format : {"zip", "tar.gz"}) {
    const std::string bomb = make_archive(format, {{.name = "solution.hpp", .zeros = 200U << 20}});
    ASSERT_LT(bomb.size(), 210U << 10);
    const Used before = used();
    EXPECT_EQ(taken(bomb, std::string("a.") + format), "intake.archive-bomb");
    const Used after = used();
    EXPECT_LT(after.cpu_s - before.cpu_s, 1.0) << format;
    EXPECT_LT(after.peak_kb - before.peak_kb, 8 * 1024) << format;
  }
}

TEST(Archive, ABombBesideTheSourceIsRefusedToo) {
  EXPECT_EQ(
      taken(make_archive("tar.gz", {{"solution.hpp", "int x;"}, {.name = "data.bin", .zeros = 50U << 20}}), "a.tar.gz"),
      "intake.archive-bomb");
}

TEST(Archive, ABombOfManyFilesIsRefusedToo) {
  const std::string part(400U << 10, ' ');
  std::vector<MadeEntry> entries;
  for (int i = 0; i < 300; ++i)
    entries.push_back({"f" + std::to_string(i) + ".cpp", part});
  EXPECT_EQ(taken(make_archive("tar.gz", entries), "a.tar.gz"), "intake.archive-bomb");
}

TEST(Archive, AHundredThousandFilesAreRefused) {
  std::vector<MadeEntry> entries = {{"solution.hpp", "int x;"}};
  for (int i = 0; i < 100000; ++i)
    entries.push_back({"d/" + std::to_string(i), ""});
  EXPECT_EQ(taken(make_archive("tar.gz", entries), "a.tar.gz"), "intake.too-many-files");
  entries.resize(20000);
  EXPECT_EQ(taken(make_archive("zip", entries)), "intake.too-many-files");
}

TEST(Archive, AnEncryptedOneIsRefused) {
  EXPECT_EQ(taken(make_archive("zip", {{"solution.hpp", "int x;", Kind::file, "secret"}})), "intake.archive-encrypted");
  RawZip zip;
  zip.add("solution.hpp", "int x;", 1);
  EXPECT_EQ(taken(zip.bytes()), "intake.archive-encrypted");
}

TEST(Archive, OneCutOffAnywhereIsRefusedOrGivesTheWholeFile) {
  const std::string text = "int the_whole_content;\n";
  for (const char* format : formats) {
    const std::string whole = make_archive(format, {{"solution.hpp", text}, {"b.txt", std::string(3000, 'b')}});
    for (std::size_t size = 0; size < whole.size(); size += 1 + size / 16) {
      const std::string verdict = taken(whole.substr(0, size), std::string("a.") + format);
      // A tar that ends between two entries cannot be told from a whole one.
      EXPECT_TRUE(verdict.starts_with("intake.") || verdict == text) << format << " " << size << " " << verdict;
      EXPECT_TRUE(verdict != text || format != std::string("zip")) << size;
    }
  }
}

TEST(Archive, SizesThatLieAreFoundOut) {
  for (const std::int64_t declared : {std::int64_t{1}, std::int64_t{1000}, std::int64_t{4000000000}}) {
    RawZip zip;
    zip.add("solution.hpp", "int x;", 0, declared);
    EXPECT_TRUE(taken(zip.bytes()).starts_with("intake.")) << declared;
  }
}

TEST(Archive, OneArchiveInAnArchiveIsOpenedAndNoMore) {
  const std::string inner = make_archive("tar.gz", {{"w/solution.hpp", "int x;"}});
  const std::string outer = make_archive("zip", {{"readme.txt", "hello"}, {"hw.tar.gz", inner}});
  EXPECT_EQ(taken(outer), "int x;");
  EXPECT_EQ(taken(make_archive("zip", {{"more.zip", outer}})), "intake.nested-archive");
}

TEST(Archive, KindsThatAreNotReadAreNamed) {
  EXPECT_EQ(taken(std::string("7z\xBC\xAF\x27\x1C and more"), "a.7z"), "intake.archive-kind");
  EXPECT_EQ(taken(std::string("Rar!\x1A\x07\x01 and more"), "a.rar"), "intake.archive-kind");
  EXPECT_EQ(taken("<html>not found</html>"), "intake.no-archive");
  EXPECT_EQ(taken(""), "intake.no-archive");
}

TEST(Archive, OnlyOneLayerOfCompressionIsUndone) {
  // gzip in gzip: each layer can be a thousand times the last. What is in the outer one is no tar, so it is refused.
  const std::string twice = make_archive("gz", {{"", make_archive("tar.gz", {{"solution.hpp", "int x;"}})}});
  EXPECT_EQ(taken(twice, "a.tar.gz"), "intake.archive-damaged");
}

TEST(Archive, TwoOfOneNameTheLaterCounts) {
  EXPECT_EQ(taken(make_archive("tar", {{"solution.hpp", "old"}, {"solution.hpp", "new"}}), "a.tar"), "new");
}

TEST(Archive, ManyFilesOfOtherKindsDoNotCrowdOutTheSource) {
  std::vector<MadeEntry> entries;
  for (int i = 0; i < 60; ++i) {
    std::string noise(300U << 10, '\0');
    unsigned state = static_cast<unsigned>(i) + 1;
    for (char& c : noise) {
      state = state * 1664525U + 1013904223U;
      c = static_cast<char>(state >> 24);
    }
    entries.push_back({"p" + std::to_string(i) + ".png", noise});
  }
  entries.push_back({"solution.hpp", "int x;"});
  EXPECT_EQ(taken(make_archive("tar", entries), "a.tar"), "int x;");
}

}  // namespace
}  // namespace threadmark::intake
