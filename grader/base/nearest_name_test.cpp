// Tests of "did you mean …?".
#include "grader/base/nearest_name.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace threadmark {
namespace {

const std::vector<std::string> keys = {"id", "title", "type", "points", "hint", "must-block"};

TEST(NearestName, FindsSwappedMissingAndWrongLetters) {
  EXPECT_EQ(nearest_name("ponits", keys), "points");
  EXPECT_EQ(nearest_name("titel", keys), "title");
  EXPECT_EQ(nearest_name("tipe", keys), "type");
  EXPECT_EQ(nearest_name("must_block", keys), "must-block");
}

TEST(NearestName, FindsNothingWhereNothingIsNear) {
  EXPECT_EQ(nearest_name("colour", keys), std::nullopt);
  EXPECT_EQ(nearest_name("", keys), std::nullopt);
  EXPECT_EQ(nearest_name(std::string(1000000, 'x'), keys), std::nullopt);
}

TEST(NearestName, SaysItAsTheEndOfASentence) {
  EXPECT_EQ(did_you_mean("ponits", keys), "; did you mean `points`?");
  EXPECT_EQ(did_you_mean("colour", keys), "");
}

}  // namespace
}  // namespace threadmark
