// Tests of reading and writing XML.
#include "grader/formats/xml/xml.hpp"

#include <gtest/gtest.h>

namespace threadmark::xml {
namespace {

TEST(Xml, ReadsElementsAttributesAndText) {
  const Result<Element> root =
      read("<?xml version='1.0'?><a x='1 &lt; 2'><b>one</b><!-- no --><b>two<![CDATA[ & 3]]></b></a>");
  ASSERT_TRUE(root) << root.error().message;
  EXPECT_EQ(root->name, "a");
  EXPECT_EQ(root->attribute("x"), "1 < 2");
  EXPECT_EQ(root->attribute("y"), "");
  ASSERT_EQ(root->children.size(), 2u);
  EXPECT_EQ(root->text_of("b"), "one");
  EXPECT_EQ(root->children[1].text, "two & 3");
  EXPECT_EQ(root->child("c"), nullptr);
}

TEST(Xml, RefusesWhatIsBrokenUnlessAskedToSalvage) {
  const char* text = "<a><b>one</b><b>tw";
  EXPECT_FALSE(read(text));
  const Result<Element> root = read(text, Salvage::yes);
  ASSERT_TRUE(root);
  EXPECT_EQ(root->children.front().text, "one");
  EXPECT_FALSE(read("", Salvage::yes));
}

TEST(Xml, DoesNotExpandEntities) {
  const Result<Element> root = read("<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'>]><a>&x;&x;</a>");
  ASSERT_TRUE(root);
  EXPECT_EQ(root->text, "&x;&x;");
}

TEST(Xml, RefusesDeepAndLargeTexts) {
  std::string deep;
  for (int i = 0; i < 1000; ++i)
    deep += "<a>";
  for (int i = 0; i < 1000; ++i)
    deep += "</a>";
  EXPECT_FALSE(read(deep));
  EXPECT_FALSE(read("<a><b/><b/></a>", Salvage::no, Bounds{100, 64, 2}));
  EXPECT_FALSE(read("<aaaaaaaaaa/>", Salvage::no, Bounds{5, 64, 2}));
}

TEST(Xml, WritesWhatReadsBack) {
  Element root{"testsuites", {{"name", "a \"b\" <c>"}}, "", {Element{"case", {}, "x & y ]]> z", {}}}};
  EXPECT_EQ(write(root),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"a &quot;b&quot; &lt;c>\">\n"
            "  <case>x &amp; y ]]&gt; z</case>\n"
            "</testsuites>\n");
  const Result<Element> back = read(write(root));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->children.front().text, "x & y ]]> z");
}

TEST(Xml, ReplacesCharactersThatXmlDoesNotHave) {
  const Element root{"a", {}, std::string("x\x1b\x00\xff\xef\xbf\xbf!", 8), {}};
  EXPECT_NE(write(root).find("x\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd!"), std::string::npos) << write(root);
}

}  // namespace
}  // namespace threadmark::xml
