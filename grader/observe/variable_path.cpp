// Following types of debug information down to one element.
#include "grader/observe/variable_path.hpp"

#include <cctype>
#include <optional>
#include <string_view>

#include <dwarf.h>

namespace threadmark::observe {
namespace {

constexpr int deepest = 8;
constexpr int most_members = 10'000;

std::optional<Dwarf_Die> type_of(Dwarf_Die die) {
  Dwarf_Attribute attribute;
  Dwarf_Die type;
  Dwarf_Die bare;
  if (dwarf_formref_die(dwarf_attr_integrate(&die, DW_AT_type, &attribute), &type) == nullptr) return std::nullopt;
  if (dwarf_peel_type(&type, &bare) != 0) return std::nullopt;
  return bare;
}

std::uint64_t size_of(Dwarf_Die& type) {
  Dwarf_Word size = 0;
  return dwarf_aggregate_size(&type, &size) == 0 ? size : 0;
}

std::uint64_t offset_of(Dwarf_Die& member) {
  Dwarf_Attribute attribute;
  Dwarf_Word offset = 0;
  return dwarf_formudata(dwarf_attr(&member, DW_AT_data_member_location, &attribute), &offset) == 0 ? offset : 0;
}

/// Names that the implementation keeps for itself: `_M_impl`, `__size`.
bool is_reserved(std::string_view name) {
  return name.size() >= 2 && name[0] == '_' &&
         (name[1] == '_' || std::isupper(static_cast<unsigned char>(name[1])) != 0);
}

std::string within(Dwarf_Die type, std::uint64_t offset, int depth);

std::string within_array(Dwarf_Die& array, std::uint64_t offset, int depth) {
  auto element = type_of(array);
  const std::uint64_t size = element ? size_of(*element) : 0;
  if (size == 0) return {};
  return "[" + std::to_string(offset / size) + "]" + within(*element, offset % size, depth + 1);
}

std::string within_class(Dwarf_Die& type, std::uint64_t offset, int depth) {
  Dwarf_Die member;
  if (dwarf_child(&type, &member) != 0) return {};
  int left = most_members;
  do {
    const int tag = dwarf_tag(&member);
    if (tag != DW_TAG_member && tag != DW_TAG_inheritance) continue;
    auto inner = type_of(member);
    if (!inner || dwarf_hasattr(&member, DW_AT_external) != 0) continue;  // a static member lies elsewhere
    const std::uint64_t begin = offset_of(member);
    const std::uint64_t size = size_of(*inner);
    if (offset < begin || offset - begin >= size) continue;
    if (tag == DW_TAG_inheritance) {
      std::string path = within(*inner, offset - begin, depth + 1);
      if (!path.empty() || size == 0) return path;
      continue;  // an empty base shares its place with the first member
    }
    const char* name = dwarf_diename(&member);
    if (name == nullptr) return within(*inner, offset - begin, depth + 1);  // an anonymous union or struct
    if (is_reserved(name)) return {};
    return "." + std::string(name).substr(0, 100) + within(*inner, offset - begin, depth + 1);
  } while (--left > 0 && dwarf_siblingof(&member, &member) == 0);
  return {};
}

std::string within(Dwarf_Die type, std::uint64_t offset, int depth) {
  if (depth > deepest) return {};
  switch (dwarf_tag(&type)) {
    case DW_TAG_array_type:
      return within_array(type, offset, depth);
    case DW_TAG_class_type:
    case DW_TAG_structure_type:
      return within_class(type, offset, depth);
    default:
      return {};
  }
}

}  // namespace

std::string path_within(Dwarf_Die variable, std::uint64_t offset) {
  const auto type = type_of(variable);
  return type ? within(*type, offset, 0) : std::string();
}

}  // namespace threadmark::observe
