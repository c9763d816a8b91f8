// The wrapper over pugixml.
#include "grader/formats/xml/xml.hpp"

#include <sstream>

#include <pugixml.hpp>

#include "grader/base/safe_text.hpp"

namespace threadmark::xml {
namespace {

/// Character data that XML 1.0 allows (its production 2).
std::string allowed(std::string_view text) {
  std::string out;
  for (const char c : valid_utf8(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r')
      out += "\xef\xbf\xbd";
    else
      out += c;
  }
  for (std::size_t at = out.find("\xef\xbf\xbe"); at != std::string::npos; at = out.find("\xef\xbf\xbe", at))
    out.replace(at, 3, "\xef\xbf\xbd");  // U+FFFE and U+FFFF are no characters
  for (std::size_t at = out.find("\xef\xbf\xbf"); at != std::string::npos; at = out.find("\xef\xbf\xbf", at))
    out.replace(at, 3, "\xef\xbf\xbd");
  return out;
}

/// Copies the library's tree into ours; false when a bound is exceeded.
class Copy {
 public:
  explicit Copy(const Bounds& bounds) : bounds_(bounds) {}

  bool element(const pugi::xml_node& from, Element& to, std::size_t depth) {
    if (depth > bounds_.depth || ++elements_ > bounds_.elements) return false;
    to.name = from.name();
    for (const pugi::xml_attribute& attribute : from.attributes())
      to.attributes.emplace_back(attribute.name(), attribute.value());
    for (const pugi::xml_node& child : from.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        to.text += child.value();
      } else if (child.type() == pugi::node_element) {
        to.children.emplace_back();
        if (!element(child, to.children.back(), depth + 1)) return false;
      }
    }
    return true;
  }

 private:
  const Bounds& bounds_;
  std::size_t elements_ = 0;
};

void build(pugi::xml_node into, const Element& from) {
  for (const auto& [key, value] : from.attributes)
    into.append_attribute(key.c_str()).set_value(allowed(value).c_str());
  if (!from.text.empty()) into.append_child(pugi::node_pcdata).set_value(allowed(from.text).c_str());
  for (const Element& child : from.children)
    build(into.append_child(child.name.c_str()), child);
}

}  // namespace

std::string Element::attribute(std::string_view key) const {
  for (const auto& [name_, value] : attributes)
    if (name_ == key) return value;
  return {};
}

const Element* Element::child(std::string_view child_name) const {
  for (const Element& element : children)
    if (element.name == child_name) return &element;
  return nullptr;
}

std::string Element::text_of(std::string_view child_name) const {
  const Element* found = child(child_name);
  return found != nullptr ? found->text : std::string();
}

Result<Element> read(std::string_view text, Salvage salvage, const Bounds& bounds) {
  if (text.size() > bounds.bytes) return fail(input_error("this XML is longer than allowed"));
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed && salvage == Salvage::no)
    return fail(input_error("byte " + std::to_string(parsed.offset) + ": " + parsed.description()));
  const pugi::xml_node root = document.document_element();
  if (!root) return fail(input_error("this XML has no root element"));
  Element element;
  if (!Copy(bounds).element(root, element, 1)) return fail(input_error("this XML is nested too deep or too large"));
  return element;
}

std::string write(const Element& root) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  build(document.append_child(root.name.c_str()), root);
  std::ostringstream out;
  document.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
  return out.str();
}

}  // namespace threadmark::xml
