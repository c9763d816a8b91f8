// Checks the catalogue against itself and against the ids that the sources use.
#include "grader/words/catalogue.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
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
  const std::regex place(R"(\{\{|\{[a-z][a-z0-9_-]*([|?][^{}|]*\|[^{}|]*)?\})");
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

/// The sources of a folder that are no tests, with their content.
std::map<std::string, std::string> sources_of(const char* folder) {
  std::map<std::string, std::string> sources;
  for (const auto& file : std::filesystem::recursive_directory_iterator(root / folder)) {
    const std::string path = file.path();
    if (!path.ends_with(".cpp") && !path.ends_with(".hpp")) continue;
    if (path.ends_with("_test.cpp") || path.find("/testcases/") != std::string::npos) continue;
    sources[path] = content_of(file.path());
  }
  return sources;
}

/// All that an expression finds in a text, as its first group.
std::set<std::string> found(const std::regex& expression, const std::string& text) {
  std::set<std::string> all;
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match)
    all.insert((*match)[1]);
  return all;
}

const std::regex dotted_literal(R"re("([a-z]+(-[a-z]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+)")re");

TEST(Catalogue, HasEveryIdThatTheGraderUses) {
  const std::regex message(R"re(\bMessage\{"([^"]+)")re");
  const std::set<std::string> known = stations();
  for (const auto& [path, text] : sources_of("grader")) {
    for (const std::string& id : found(dotted_literal, text)) {
      if (!known.contains(id.substr(0, id.find('.'))) || is_file_name(id)) continue;
      EXPECT_TRUE(has_entry(id)) << path << " uses \"" << id << "\"";
    }
    for (const std::string& id : found(message, text))
      EXPECT_TRUE(has_entry(id)) << path << " uses \"" << id << "\"";
  }
}

TEST(Catalogue, HasEveryIdThatTheRuntimeUses) {
  for (const auto& [path, text] : sources_of("harness"))
    for (const std::string& id : found(dotted_literal, text))
      EXPECT_TRUE(is_file_name(id) || has_entry("runtime." + id)) << path << " uses \"" << id << "\"";
}

}  // namespace
}  // namespace threadmark::words
