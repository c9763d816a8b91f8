// Checks the catalogue against itself and against the ids that the sources use.
#include "grader/words/catalogue.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "grader/words/words.hpp"

namespace threadmark::words {
namespace {

const std::filesystem::path root = THREADMARK_SOURCE_DIR;

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The first parts of ids: one for each file of en/.
std::set<std::string> stations() {
  std::set<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(root / "grader/words/en"))
    if (file.path().stem() != "kinds") names.insert(file.path().stem());
  return names;
}

TEST(Catalogue, HasEveryIdOnceAndInTheFileOfItsStation) {
  std::set<std::string_view> seen;
  for (const Entry& entry : english.entries)
    EXPECT_TRUE(seen.insert(entry.id).second) << entry.id << " stands twice";
  const std::regex line(R"re(WORDS\(\s*"([^"]+)")re");
  for (const std::string& station : stations()) {
    const std::string text = content_of(root / "grader/words/en" / (station + ".inc"));
    for (std::sregex_iterator match(text.begin(), text.end(), line), end; match != end; ++match) {
      EXPECT_EQ((*match)[1].str().find(station + "."), 0u)
          << (*match)[1] << " does not belong into " << station << ".inc";
      EXPECT_TRUE(has_entry((*match)[1].str())) << station << ".inc is not included by en.cpp";
    }
  }
}

TEST(Catalogue, HasOnlyWellFormedPlaces) {
  const std::regex place(R"(\{\{|\{[a-z][a-z0-9_-]*(\|[^{}|]*\|[^{}|]*)?\})");
  for (const Entry& entry : english.entries) {
    const std::string rest = std::regex_replace(std::string(entry.text), place, "");
    EXPECT_EQ(rest.find('{'), std::string::npos) << entry.id << ": " << entry.text;
    EXPECT_FALSE(entry.text.empty()) << entry.id;
  }
}

TEST(Catalogue, SaysSomethingAboutEveryKind) {
  ASSERT_EQ(english.kinds.size(), static_cast<std::size_t>(finding_kind_count));
  for (std::size_t i = 0; i < english.kinds.size(); ++i) {
    const KindText& text = english.kinds[i];
    EXPECT_EQ(text.kind, static_cast<FindingKind>(i)) << text.title;
    for (std::string_view part : {text.title, text.meaning, text.why, text.think, text.wrong, text.right})
      EXPECT_FALSE(part.empty()) << text.title;
  }
}

/// True for the names of files, which look like ids.
bool is_file_name(const std::string& text) {
  static const std::regex suffix(
      R"(.*\.(c|h|s|o|a|i|so|cpp|hpp|inc|txt|json|yaml|log|out|xml|db|csv|html|md|sh|slice))");
  return std::regex_match(text, suffix);
}

TEST(Catalogue, HasEveryIdThatTheSourcesUse) {
  const std::regex literal(R"re("([a-z]+)((\.[a-z0-9]+(-[a-z0-9]+)*)+)")re");
  const std::regex message(R"re(\bMessage\{"([^"]+)")re");
  const std::set<std::string> known = stations();
  for (const char* folder : {"grader", "harness"}) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(root / folder)) {
      const std::string name = file.path().filename();
      if (!(name.ends_with(".cpp") || name.ends_with(".hpp")) || name.ends_with("_test.cpp")) continue;
      if (file.path().string().find("/testcases/") != std::string::npos) continue;
      const std::string text = content_of(file.path());
      for (std::sregex_iterator match(text.begin(), text.end(), literal), end; match != end; ++match) {
        const std::string id = (*match)[1].str() + (*match)[2].str();
        if (!known.contains((*match)[1]) || is_file_name(id)) continue;
        EXPECT_TRUE(has_entry(id)) << file.path() << " uses \"" << id << "\"";
      }
      for (std::sregex_iterator match(text.begin(), text.end(), message), end; match != end; ++match)
        EXPECT_TRUE(has_entry((*match)[1].str())) << file.path() << " uses \"" << (*match)[1] << "\"";
    }
  }
}

}  // namespace
}  // namespace threadmark::words
