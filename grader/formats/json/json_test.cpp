// Tests of reading and writing JSON.
#include "grader/formats/json/json.hpp"

#include <gtest/gtest.h>

namespace threadmark::json {
namespace {

TEST(Json, WritesMembersInTheirOrder) {
  const Value value = Object{{"z", 1}, {"a", 2.5}, {"m", Array{true, nullptr, "x"}}};
  EXPECT_EQ(write(value, Layout::one_line), R"({"z": 1, "a": 2.5, "m": [true, null, "x"]})");
}

TEST(Json, LaysOutLinesAndKeepsFlatThingsOnOne) {
  const Value value =
      Object{{"a", Array{1, 2}}, {"b", Array{Object{{"x", 1}}, Object{{"y", Object{{"z", 2}}}}}}, {"c", Array{}}};
  EXPECT_EQ(write(value),
            "{\n"
            "  \"a\": [1, 2],\n"
            "  \"b\": [\n"
            "    {\"x\": 1},\n"
            "    {\n"
            "      \"y\": {\"z\": 2}\n"
            "    }\n"
            "  ],\n"
            "  \"c\": []\n"
            "}");
}

TEST(Json, EscapesWhatIsNoTextAndReplacesInvalidUtf8) {
  EXPECT_EQ(write(Value("a\"\\\n\x1b\x01"), Layout::one_line), R"("a\"\\\n\u001b\u0001")");
  EXPECT_EQ(write(Value("\xff太"), Layout::one_line), "\"\xef\xbf\xbd太\"");
  EXPECT_EQ(write(Object{{"\xff", 1}}, Layout::one_line), "{\"\xef\xbf\xbd\": 1}");
}

TEST(Json, EscapesWhatTurnsTextAround) {
  EXPECT_EQ(write(Value("太\u202e x"), Layout::one_line), R"("\u592a\u202e x")");
  EXPECT_EQ(*read(R"("\u592a\u202e x")")->as_string(), "太\u202e x");
}

TEST(Json, WritesNumbersAsShortAsTheyReadBack) {
  EXPECT_EQ(write(4.0), "4.0");
  EXPECT_EQ(write(0.1), "0.1");
  EXPECT_EQ(write(Value(18446744073709551615UL)), "18446744073709551615");
}

TEST(Json, ReadsWhatItWrote) {
  const char* text = R"({"a": [1, -2, 2.5, "x\u00e9", null, true, {}], "b": {"c": []}})";
  const Result<Value> value = read(text);
  ASSERT_TRUE(value) << value.error().message;
  EXPECT_EQ(write(*value, Layout::one_line), R"({"a": [1, -2, 2.5, "xé", null, true, {}], "b": {"c": []}})");
}

TEST(Json, FindsMembersAndNumbers) {
  const Result<Value> value = read(R"({"n": 3, "x": 2.5, "s": "t", "n": 4})");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->find("n")->integer(), 3);
  EXPECT_EQ(value->find("x")->number(), 2.5);
  EXPECT_EQ(value->find("s")->text(), "t");
  EXPECT_EQ(value->find("s")->integer(-1), -1);
  EXPECT_EQ(value->find("none"), nullptr);
}

TEST(Json, SaysWhereTheTextIsWrong) {
  const Result<Value> value = read("{\"a\": 1,\n \"b\": }");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().message.find("line 2, column 7: "), 0u) << value.error().message;
  EXPECT_EQ(value.error().kind, ErrorKind::input);
}

TEST(Json, RefusesDeepAndLongTexts) {
  EXPECT_FALSE(read(std::string(1000, '[')));
  EXPECT_FALSE(read("[1, 2, 3]", Bounds{4, 64}));
  EXPECT_FALSE(read("\"\xff\""));
}

}  // namespace
}  // namespace threadmark::json
