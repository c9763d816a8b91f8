// Tests of changing single cells of somebody else's file.
#include "grader/formats/csv/sheet.hpp"

#include <gtest/gtest.h>

namespace threadmark::csv {
namespace {

Sheet sheet_of(const std::string& text) {
  auto sheet = Sheet::read(text);
  EXPECT_TRUE(sheet) << sheet.error().message;
  return *sheet;
}

TEST(Sheet, KeepsEveryByteThatIsNotChanged) {
  for (const std::string text :
       {"a,b\r\n\"c\",d", "\xef\xbb\xbf\"x\";y\n;\n", "a\n\n\"\"\"q\"\"\",\"two\nlines\"\r\n", "\xff,b\n"})
    EXPECT_EQ(sheet_of(text).text(), text);
}

TEST(Sheet, ChangesOneCellAndKeepsItsQuotes) {
  Sheet sheet = sheet_of("\xef\xbb\xbfname,grade,note\r\n\"Doe, J\",\"\",x\r\nRoe,,\"y\"\r\n");
  sheet.set(2, 1, "7.5");
  sheet.set(1, 1, "4");
  EXPECT_EQ(sheet.text(), "\xef\xbb\xbfname,grade,note\r\n\"Doe, J\",\"4\",x\r\nRoe,7.5,\"y\"\r\n");
}

TEST(Sheet, QuotesWhatTheSeparatorWouldCut) {
  Sheet commas = sheet_of("a,b\n1,2\n");
  commas.set(1, 1, "4,5");
  EXPECT_EQ(commas.text(), "a,b\n1,\"4,5\"\n");
  Sheet semicolons = sheet_of("a;b\n1;2\n");
  EXPECT_EQ(semicolons.separator(), ';');
  semicolons.set(1, 0, "x;y");
  EXPECT_EQ(semicolons.text(), "a;b\n\"x;y\";2\n");
}

TEST(Sheet, ReadsValuesWithoutQuotesAndTheByteOrderMark) {
  const Sheet sheet = sheet_of("\xef\xbb\xbf\"ID\"\tb\n\"a\"\"b\"\t\"1\n2\"\nend");
  EXPECT_EQ(sheet.value(0, 0), "ID");
  EXPECT_EQ(sheet.value(1, 0), "a\"b");
  EXPECT_EQ(sheet.value(1, 1), "1\n2");
  EXPECT_EQ(sheet.value(1, 7), "");
  EXPECT_EQ(sheet.rows(), 3u);
  EXPECT_EQ(sheet.columns(2), 1u);
  EXPECT_EQ(sheet.line(2), 4);
}

TEST(Sheet, DisarmsFormulas) {
  Sheet sheet = sheet_of("a\nb\n");
  sheet.set(1, 0, "=1+1");
  EXPECT_EQ(sheet.text(), "a\n\"'=1+1\"\n");
}

TEST(Sheet, SaysWhereTheTextIsWrong) {
  const auto message = [](const std::string& text) {
    const auto sheet = Sheet::read(text);
    return sheet ? std::string("read") : sheet.error().message;
  };
  EXPECT_EQ(message("a,b\nc,\"d\n"), "line 2, column 3: a quote is not closed");
  EXPECT_EQ(message("a,\"b\"c\n"), "line 1, column 6: text behind a closing quote");
  EXPECT_EQ(message(""), "line 1, column 1: it is empty");
  EXPECT_NE(message(std::string("\xff\xfe"
                                "a\0,\0",
                                6))
                .find("UTF-8"),
            std::string::npos);
}

}  // namespace
}  // namespace threadmark::csv
