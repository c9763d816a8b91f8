// HTML as a tree of typed nodes: what can be expressed is safe, and everything that is text gets escaped in one place.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace threadmark::report::html {

/// The name of an element; known when compiling. Elements that run or fetch something cannot be named.
class Tag {
 public:
  template <std::size_t size>
  consteval Tag(const char (&name)[size]) : name_(name, size - 1) {  // NOLINT(google-explicit-constructor)
    for (const std::string_view forbidden : {"script", "style", "link", "iframe", "object", "embed", "base", "form"})
      if (name_ == forbidden) throw "this element is not for content";
  }
  std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

/// The name of an attribute; known when compiling. Event handlers, styles and addresses cannot be named.
class AttributeName {
 public:
  template <std::size_t size>
  consteval AttributeName(const char (&name)[size]) : name_(name, size - 1) {  // NOLINT(google-explicit-constructor)
    if (name_.starts_with("on")) throw "event handlers belong into the script files";
    for (const std::string_view forbidden :
         {"style", "href", "src", "srcset", "srcdoc", "action", "formaction", "ping"})
      if (name_ == forbidden) throw "addresses are set by Node::link, looks by classes";
  }
  std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

/// An attribute with its value of any origin.
struct Attribute {
  AttributeName name;
  std::string value;
};

/// Where a link leads: to a page of this report, to a place on it, or both. Other targets cannot be expressed.
class Link {
 public:
  /// A place on the same page. `id` consists of a–z, 0–9 and `-`.
  static Link to_place(std::string_view id);
  /// Another page, relative to this one. `path` consists of a–z, 0–9, `-`, `/` and `.`.
  static Link to_page(std::string_view path, std::string_view id = {});

  const std::string& address() const { return address_; }

 private:
  explicit Link(std::string address) : address_(std::move(address)) {}
  std::string address_;
};

/// An element with what is in it, or a piece of text.
class Node {
 public:
  /// Text of any origin; made visible and escaped when written.
  Node(std::string_view text) : text_(text) {}        // NOLINT(google-explicit-constructor)
  Node(const char* text) : text_(text) {}             // NOLINT(google-explicit-constructor)
  Node(std::string text) : text_(std::move(text)) {}  // NOLINT(google-explicit-constructor)

  Node& add(Node child);
  Node& set(AttributeName name, std::string_view value);
  Node& link(const Link& target);

  /// Appends the markup, which is the same for the same tree.
  void write(std::string& out) const;

  friend Node element(Tag tag, std::vector<Attribute> attributes, std::initializer_list<Node> children);

 private:
  std::string_view tag_;  ///< empty: text
  std::vector<std::pair<std::string_view, std::string>> attributes_;
  std::vector<Node> children_;
  std::string text_;
};

/// An element with attributes and what is in it.
Node element(Tag tag, std::vector<Attribute> attributes = {}, std::initializer_list<Node> children = {});

/// `<a>` to that place.
Node link_to(const Link& target, std::string_view text, std::string_view css_class = {});

/// Text of any origin as it may stand in markup, in content and in quoted attributes: characters that move, hide or
/// reorder text and bytes that are not UTF-8 become visible (`\u202e`, `\xff`), `& < > " '` become references. Newlines
/// and tabs stay.
std::string escaped(std::string_view text);

/// A style sheet or script of our own, for a page's head: `page_head` gives the browser its digest.
struct Asset {
  enum class Kind { style, script };
  Kind kind;
  std::string_view content;
  std::string digest;  ///< as a Content-Security-Policy names it: `'sha256-…'`
};

/// The asset of that content, with its digest.
Asset make_asset(Asset::Kind kind, std::string_view content);

/// The start of a document up to `<body>`: nothing but the given assets may be applied or run, nothing be fetched.
std::string page_head(std::string_view language, std::string_view title, const std::vector<const Asset*>& assets);

}  // namespace threadmark::report::html
