// Writes nodes; the one place where text becomes markup.
#include "grader/report/html/markup.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "grader/base/safe_text.hpp"
#include "grader/base/sha256.hpp"

namespace threadmark::report::html {
namespace {

template <std::size_t size>
bool among(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 5> without_end = {"br", "col", "hr", "input", "meta"};

/// Elements that begin on a new line; blanks between them mean nothing.
constexpr std::array<std::string_view, 32> on_own_line = {
    "article", "aside", "caption", "colgroup", "dd",     "details", "div",  "dl",   "dt",      "footer", "g",
    "h1",      "h2",    "h3",      "h4",       "header", "li",      "main", "nav",  "ol",      "p",      "section",
    "svg",     "table", "tbody",   "tfoot",    "thead",  "tr",      "ul",   "rect", "summary", "line"};

/// Our own addresses only; anything else is a mistake in this program.
std::string checked(std::string_view text, std::string_view also) {
  for (const char c : text) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || also.find(c) != std::string_view::npos) continue;
    std::fprintf(stderr, "threadmark: a link to \"%s\" is not one of this report\n", std::string(text).c_str());
    std::abort();
  }
  return std::string(text);
}

std::string_view reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

/// Base64 (RFC 4648) of a digest that is given in hexadecimal.
std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : hex) {
    bits = bits << 4 | static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    count += 4;
    if (count < 6) continue;
    count -= 6;
    out += digits[bits >> count & 63];
  }
  if (count > 0) out += digits[bits << (6 - count) & 63];
  out.append((4 - out.size() % 4) % 4, '=');
  return out;
}

std::string policy(const std::vector<const Asset*>& assets) {
  std::string styles;
  std::string scripts;
  for (const Asset* asset : assets)
    (asset->kind == Asset::Kind::style ? styles : scripts) += " " + asset->digest;
  const auto sources = [](const std::string& digests) { return digests.empty() ? " 'none'" : digests; };
  return "default-src 'none'; style-src" + sources(styles) + "; script-src" + sources(scripts) +
         "; base-uri 'none'; form-action 'none'";
}

}  // namespace

Link Link::to_place(std::string_view id) {
  return Link("#" + checked(id, "-"));
}

Link Link::to_page(std::string_view path, std::string_view id) {
  return Link(checked(path, "-/.") + (id.empty() ? std::string() : "#" + checked(id, "-")));
}

Node element(Tag tag, std::vector<Attribute> attributes, std::initializer_list<Node> children) {
  Node node("");
  node.tag_ = tag.name();
  node.children_ = children;
  node.attributes_.reserve(attributes.size());
  for (Attribute& attribute : attributes)
    node.attributes_.emplace_back(attribute.name.name(), std::move(attribute.value));
  return node;
}

Node& Node::add(Node child) {
  children_.push_back(std::move(child));
  return *this;
}

Node& Node::set(AttributeName name, std::string_view value) {
  attributes_.emplace_back(name.name(), value);
  return *this;
}

Node& Node::link(const Link& target) {
  attributes_.emplace_back("href", target.address());
  return *this;
}

void Node::write(std::string& out) const {
  if (tag_.empty()) {
    out += escaped(text_);
    return;
  }
  if (among(on_own_line, tag_)) out += '\n';
  (out += '<') += tag_;
  for (const auto& [name, value] : attributes_) {
    ((out += ' ') += name) += "=\"";
    (out += escaped(value)) += '"';
  }
  out += '>';
  if (among(without_end, tag_)) return;
  for (const Node& child : children_)
    child.write(out);
  ((out += "</") += tag_) += '>';
}

Node link_to(const Link& target, std::string_view text, std::string_view css_class) {
  Node node = element("a", {}, {text});
  if (!css_class.empty()) node.set("class", css_class);
  node.link(target);
  return node;
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  while (!text.empty()) {
    const std::size_t tab = std::min(text.find('\t'), text.size());
    for (const char c : terminal_safe(text.substr(0, tab), Newlines::keep)) {
      const std::string_view reference_to = reference(c);
      if (reference_to.empty())
        out += c;
      else
        out += reference_to;
    }
    if (tab < text.size()) out += '\t';
    text.remove_prefix(std::min(tab + 1, text.size()));
  }
  return out;
}

Asset make_asset(Asset::Kind kind, std::string_view content) {
  return {kind, content, "'sha256-" + base64_of_hex(sha256(content)) + "'"};
}

std::string page_head(std::string_view language, std::string_view title, const std::vector<const Asset*>& assets) {
  std::string out = "<!DOCTYPE html>\n<html lang=\"" + escaped(language) + "\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy(assets) + "\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<meta name=\"generator\" content=\"threadmark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n";
  out += "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" + escaped(title) + "</title>\n";
  for (const Asset* asset : assets)
    if (asset->kind == Asset::Kind::style) ((out += "<style>") += asset->content) += "</style>\n";
  for (const Asset* asset : assets)
    if (asset->kind == Asset::Kind::script) ((out += "<script type=\"module\">") += asset->content) += "</script>\n";
  return out + "</head>\n";
}

}  // namespace threadmark::report::html
