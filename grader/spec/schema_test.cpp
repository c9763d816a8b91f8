// Holds docs/spec.schema.json, which editors complete specs from, to the tables that read specs.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "grader/formats/json/json.hpp"
#include "grader/spec/lesson_folders.hpp"
#include "grader/spec/lesson_keys.hpp"
#include "grader/spec/spec.hpp"

namespace threadmark::spec {
namespace {

using json::Value;

const Value& schema() {
  static const Value read = [] {
    std::ifstream in(THREADMARK_SOURCE_DIR "/docs/spec.schema.json", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto value = json::read(text);
    EXPECT_TRUE(value) << value.error().message;
    return value ? *value : Value();
  }();
  return read;
}

/// The definition of that name.
const Value& definition(const std::string& name) {
  static const Value none;
  const Value* definitions = schema().find("$defs");
  const Value* found = definitions != nullptr ? definitions->find(name) : nullptr;
  EXPECT_NE(found, nullptr) << name;
  return found != nullptr ? *found : none;
}

std::set<std::string> members(const Value& object, const char* member) {
  std::set<std::string> names;
  const Value* found = object.find(member);
  if (found == nullptr) return names;
  if (const json::Object* map = found->as_object())
    for (const auto& [name, value] : *map)
      names.insert(name);
  if (const json::Array* list = found->as_array())
    for (const Value& item : *list)
      names.insert(item.text());
  return names;
}

template <class T>
void expect_same_keys(const Value& object, std::span<const Key<T>> keys) {
  std::set<std::string> all;
  std::set<std::string> required;
  for (const Key<T>& key : keys) {
    all.insert(std::string(key.name));
    if (key.required) required.insert(std::string(key.name));
  }
  EXPECT_EQ(members(object, "properties"), all);
  EXPECT_EQ(members(object, "required"), required);
}

TEST(Schema, HasExactlyTheKeysThatTheReaderKnows) {
  expect_same_keys(schema(), lesson_keys());
  expect_same_keys(definition("case"), case_keys());
  expect_same_keys(definition("explore"), explore_keys());
  expect_same_keys(definition("limits"), limits_keys());
  expect_same_keys(definition("policy"), policy_keys());
  expect_same_keys(definition("file-after"), observed_file_keys());
  expect_same_keys(definition("check"), check_keys());
}

TEST(Schema, RefusesUnknownKeys) {
  EXPECT_NE(schema().find("additionalProperties"), nullptr);
  for (const char* name : {"case", "explore", "limits", "policy", "file-after"})
    EXPECT_NE(definition(name).find("additionalProperties"), nullptr) << name;
}

/// The keys that the schema allows for a check of that type, besides the common ones.
std::set<std::string> type_keys(const std::string& type) {
  return members(definition("type-" + type), "properties");
}

TEST(Schema, AllowsTheCommonKeysAndThoseOfTheType) {
  const std::set<std::string> common = members(definition("check"), "properties");
  const Value* types = definition("check").find("properties")->find("type");
  ASSERT_NE(types, nullptr);
  for (const std::string& type : members(*types, "enum")) {
    std::set<std::string> expected = type_keys(type);
    expected.insert(common.begin(), common.end());
    const Value* names = definition("type-" + type).find("propertyNames");
    ASSERT_NE(names, nullptr) << type;
    EXPECT_EQ(members(*names, "enum"), expected) << type;
  }
}

/// The keys that a type's factory in grader/check allows, read from its source.
std::set<std::string> keys_in_source(const std::string& type) {
  std::ifstream in(THREADMARK_SOURCE_DIR "/grader/check/" + type + "_check.cpp", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::set<std::string> keys;
  const std::regex allowed(R"re(allow_keys\(\{([^}]*)\}\))re");
  std::smatch call;
  if (!std::regex_search(text, call, allowed)) return keys;
  const std::string list = call[1].str();
  const std::regex word(R"re("([^"]+)")re");
  for (std::sregex_iterator match(list.begin(), list.end(), word), end; match != end; ++match)
    keys.insert((*match)[1]);
  return keys;
}

TEST(Schema, HasTheKeysThatChecksAllow) {
  const Value* types = definition("check").find("properties")->find("type");
  ASSERT_NE(types, nullptr);
  for (const std::string& type : members(*types, "enum"))
    EXPECT_EQ(type_keys(type), keys_in_source(type)) << type;
}

TEST(Schema, KnowsTheTypesAndKeysOfEveryCheckOfTheLessons) {
  const Value* type = definition("check").find("properties")->find("type");
  ASSERT_NE(type, nullptr);
  const std::set<std::string> types = members(*type, "enum");
  const auto folders = lesson_folders(THREADMARK_SOURCE_DIR "/exercises");
  ASSERT_TRUE(folders);
  for (const auto& folder : *folders) {
    for (const CheckSpec& check : read_lesson(folder).lesson.checks) {
      EXPECT_TRUE(types.contains(check.type)) << folder << " " << check.id << ": " << check.type;
      const std::set<std::string> keys = type_keys(check.type);
      for (const auto& [key, value] : check.parameters.map)
        EXPECT_TRUE(keys.contains(key.scalar)) << folder << " " << check.id << ": " << key.scalar;
    }
  }
}

TEST(Schema, KnowsEveryKindOfFinding) {
  const Value* kinds = definition("kind").find("enum");
  ASSERT_NE(kinds, nullptr);
  ASSERT_EQ(kinds->as_array()->size(), static_cast<std::size_t>(finding_kind_count));
  for (const Value& kind : *kinds->as_array())
    EXPECT_TRUE(finding_kind_named(kind.text())) << kind.text();
}

}  // namespace
}  // namespace threadmark::spec
