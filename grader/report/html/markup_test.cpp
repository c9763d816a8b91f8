// Tests of what texts of any origin become in a page.
#include "grader/report/html/markup.hpp"

#include <gtest/gtest.h>

namespace threadmark::report::html {
namespace {

struct Payload {
  const char* name;
  std::string text;
  std::string shown;
};

std::vector<Payload> payloads() {
  return {{"element", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
          {"end of CDATA", "]]>", "]]&gt;"},
          {"comment", "<!-- -->", "&lt;!-- --&gt;"},
          {"quotes", "\" onload='x'", "&quot; onload=&#39;x&#39;"},
          {"reference", "&lt;&#60;", "&amp;lt;&amp;#60;"},
          {"script address", "javascript:alert(1)", "javascript:alert(1)"},
          {"right to left", "a\u202e\u2066b", "a\\u202e\\u2066b"},
          {"invalid UTF-8", "a\xff\xc3(", "a\\xff\\xc3("},
          {"NUL and escape", std::string("a\0\x1b[2Jb", 7), "a\\x00\\x1b[2Jb"},
          {"overlong less-than", "\xc0\xbc", "\\xc0\\xbc"},
          {"lines and tabs stay", "a\n\tb", "a\n\tb"},
          {"other languages stay", "Wójcik 日本 ñ", "Wójcik 日本 ñ"}};
}

std::string written(const Node& node) {
  std::string out;
  node.write(out);
  return out;
}

TEST(Escaped, MakesEveryPayloadHarmless) {
  for (const Payload& payload : payloads())
    EXPECT_EQ(escaped(payload.text), payload.shown) << payload.name;
}

TEST(Node, EscapesInContentAndInAttributes) {
  for (const Payload& payload : payloads()) {
    EXPECT_EQ(written(element("b", {}, {payload.text})), "<b>" + payload.shown + "</b>") << payload.name;
    EXPECT_EQ(written(element("b", {{"title", payload.text}})), "<b title=\"" + payload.shown + "\"></b>")
        << payload.name;
  }
}

TEST(Node, WritesElementsInOrderAndNoEndForVoidOnes) {
  Node list = element("span", {{"class", "x"}}, {"a", element("br"), element("i", {}, {"b"})});
  list.add("c").set("id", "y");
  EXPECT_EQ(written(list), "<span class=\"x\" id=\"y\">a<br><i>b</i>c</span>");
}

TEST(Link, LeadsOnlyToThisReport) {
  EXPECT_EQ(written(link_to(Link::to_page("submissions/7.html", "s1-l3"), "x", "place")),
            "<a class=\"place\" href=\"submissions/7.html#s1-l3\">x</a>");
  EXPECT_DEATH(Link::to_page("javascript:alert(1)"), "not one of this report");
  EXPECT_DEATH(Link::to_place("\"><script>"), "not one of this report");
}

TEST(PageHead, AllowsExactlyItsAssets) {
  // The digest of "alert(1)" as `openssl dgst -sha256 -binary | base64` gives it.
  const Asset script = make_asset(Asset::Kind::script, "alert(1)");
  EXPECT_EQ(script.digest, "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
  const std::string head = page_head("en", "</title><script>", {&script});
  EXPECT_NE(head.find("default-src 'none'; style-src 'none'; script-src " + script.digest + ";"), std::string::npos);
  EXPECT_NE(head.find("<title>&lt;/title&gt;&lt;script&gt;</title>"), std::string::npos) << head;
}

}  // namespace
}  // namespace threadmark::report::html
