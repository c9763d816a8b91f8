// Walking debug information with libdw, within bounds.
#include "grader/observe/debug_info.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include <dwarf.h>
#include <elfutils/elf-knowledge.h>
#include <fcntl.h>
#include <gelf.h>
#include <unistd.h>

#include "grader/observe/function_name.hpp"

namespace threadmark::observe {
namespace {

constexpr std::size_t most_entries = 4'000'000;
constexpr std::size_t most_units = 20'000;
constexpr std::size_t most_ranges = 100'000;
constexpr std::size_t most_symbols = 1'000'000;
constexpr int deepest = 60;

/// Equal ranges (aliases) keep the order of the file.
template <class Entry>
void sort_by_address(std::vector<Entry>& entries) {
  std::vector<std::size_t> order(entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(entries[a].range.begin, a) < std::tuple(entries[b].range.begin, b);
  });
  std::vector<Entry> sorted;
  sorted.reserve(entries.size());
  for (const std::size_t index : order)
    sorted.push_back(entries[index]);
  entries = std::move(sorted);
}

/// The last entry that begins at or before the address and holds it; entries may nest but begin apart.
template <class Entry>
Entry* find_at(std::vector<Entry>& entries, std::uint64_t address) {
  auto after = std::upper_bound(entries.begin(), entries.end(), address,
                                [](std::uint64_t wanted, const Entry& entry) { return wanted < entry.range.begin; });
  for (int i = 0; i < 8 && after != entries.begin(); ++i)
    if ((--after)->range.contains(address)) return &*after;
  return nullptr;
}

/// True for entries in which functions and variables with storage may stand.
bool is_scope(int tag) {
  return tag == DW_TAG_namespace || tag == DW_TAG_subprogram || tag == DW_TAG_lexical_block ||
         tag == DW_TAG_inlined_subroutine || tag == DW_TAG_class_type || tag == DW_TAG_structure_type;
}

/// The fixed address of a variable, where it has one.
std::optional<std::uint64_t> static_address(Dwarf_Die& die) {
  Dwarf_Attribute attribute;
  Dwarf_Op* operations = nullptr;
  std::size_t length = 0;
  if (dwarf_attr(&die, DW_AT_location, &attribute) == nullptr) return std::nullopt;
  if (dwarf_getlocation(&attribute, &operations, &length) != 0 || length != 1) return std::nullopt;
  if (operations[0].atom == DW_OP_addr) return operations[0].number;
  if (operations[0].atom != DW_OP_addrx) return std::nullopt;
  Dwarf_Attribute address;
  Dwarf_Addr value = 0;
  if (dwarf_getlocation_attr(&attribute, operations, &address) != 0 || dwarf_formaddr(&address, &value) != 0)
    return std::nullopt;
  return value;
}

}  // namespace

std::string name_of(Dwarf_Die die) {
  Dwarf_Attribute attribute;
  for (const unsigned name : {DW_AT_linkage_name, DW_AT_MIPS_linkage_name})
    if (dwarf_attr_integrate(&die, name, &attribute) != nullptr)
      if (const char* linkage = dwarf_formstring(&attribute)) return readable_name(linkage);
  if (dwarf_attr_integrate(&die, DW_AT_name, &attribute) != nullptr)
    if (const char* plain = dwarf_formstring(&attribute)) return without_parameters(plain);
  return {};
}

std::vector<AddressRange> ranges_of(Dwarf_Die die) {
  std::vector<AddressRange> ranges;
  Dwarf_Addr base = 0;
  Dwarf_Addr begin = 0;
  Dwarf_Addr end = 0;
  for (std::ptrdiff_t offset = 0; ranges.size() < most_ranges;) {
    offset = dwarf_ranges(&die, offset, &base, &begin, &end);
    if (offset <= 0) break;
    if (begin != 0 && begin < end) ranges.push_back({begin, end});
  }
  return ranges;
}

Result<std::unique_ptr<DebugInfo>> DebugInfo::open(const std::filesystem::path& executable) {
  elf_version(EV_CURRENT);
  auto info = std::unique_ptr<DebugInfo>(new DebugInfo);
  info->descriptor_ = ::open(executable.c_str(), O_RDONLY | O_CLOEXEC);
  if (info->descriptor_ < 0) return fail(internal_error("Cannot open " + executable.string() + "."));
  info->elf_ = elf_begin(info->descriptor_, ELF_C_READ_MMAP, nullptr);
  if (info->elf_ == nullptr || elf_kind(info->elf_) != ELF_K_ELF)
    return fail(internal_error(executable.string() + " is no ELF file."));
  info->dwarf_ = dwarf_begin_elf(info->elf_, DWARF_C_READ, nullptr);  // nullptr without debug information
  info->entries_left_ = most_entries;
  info->list_units();
  info->list_symbols();
  return info;
}

DebugInfo::~DebugInfo() {
  if (dwarf_ != nullptr) dwarf_end(dwarf_);
  if (elf_ != nullptr) elf_end(elf_);
  if (descriptor_ >= 0) ::close(descriptor_);
}

void DebugInfo::list_units() {
  if (dwarf_ == nullptr) return;
  Dwarf_CU* unit = nullptr;
  Dwarf_Die die;
  std::uint8_t type = 0;
  while (units_.size() < most_units && dwarf_get_units(dwarf_, unit, &unit, nullptr, &type, &die, nullptr) == 0) {
    if (type != DW_UT_compile) continue;
    for (const AddressRange& range : ranges_of(die))
      unit_ranges_.push_back({range, units_.size()});
    units_.push_back({die, false, {}});
  }
  sort_by_address(unit_ranges_);
}

void DebugInfo::list_symbols() {
  for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf_, section)) != nullptr;) {
    GElf_Shdr header;
    if (gelf_getshdr(section, &header) == nullptr || header.sh_type != SHT_SYMTAB || header.sh_entsize == 0) continue;
    Elf_Data* data = elf_getdata(section, nullptr);
    const std::size_t count = std::min<std::size_t>(header.sh_size / header.sh_entsize, most_symbols);
    for (std::size_t i = 0; data != nullptr && i < count; ++i) {
      GElf_Sym symbol;
      if (gelf_getsym(data, static_cast<int>(i), &symbol) == nullptr || symbol.st_size == 0) continue;
      const int type = GELF_ST_TYPE(symbol.st_info);
      if (type != STT_FUNC && type != STT_OBJECT) continue;
      const char* name = elf_strptr(elf_, header.sh_link, symbol.st_name);
      if (name == nullptr || symbol.st_value + symbol.st_size < symbol.st_value) continue;
      symbols_.push_back({{symbol.st_value, symbol.st_value + symbol.st_size}, name, type == STT_FUNC});
    }
  }
  sort_by_address(symbols_);
}

CompilationUnit* DebugInfo::unit_at(std::uint64_t pc) {
  const UnitRange* found = find_at(unit_ranges_, pc);
  return found == nullptr ? nullptr : &units_[found->unit];
}

const FunctionCode* DebugInfo::function_at(CompilationUnit& unit, std::uint64_t pc) {
  if (!unit.listed) {
    unit.listed = true;
    list_functions(unit, unit.die, 0);
    sort_by_address(unit.functions);
  }
  return find_at(unit.functions, pc);
}

void DebugInfo::list_functions(CompilationUnit& unit, Dwarf_Die parent, int depth) {
  Dwarf_Die child;
  if (depth > deepest || dwarf_child(&parent, &child) != 0) return;
  do {
    if (entries_left_ == 0) return;
    --entries_left_;
    const int tag = dwarf_tag(&child);
    if (tag == DW_TAG_subprogram)
      for (const AddressRange& range : ranges_of(child))
        unit.functions.push_back({range, child});
    if (is_scope(tag)) list_functions(unit, child, depth + 1);
  } while (dwarf_siblingof(&child, &child) == 0);
}

const std::vector<StaticVariable>& DebugInfo::variables() {
  if (!variables_listed_) {
    variables_listed_ = true;
    for (CompilationUnit& unit : units_)
      list_variables(unit.die, 0);
    sort_by_address(variables_);
  }
  return variables_;
}

void DebugInfo::list_variables(Dwarf_Die parent, int depth) {
  Dwarf_Die child;
  if (depth > deepest || dwarf_child(&parent, &child) != 0) return;
  do {
    if (entries_left_ == 0) return;
    --entries_left_;
    const int tag = dwarf_tag(&child);
    if (tag == DW_TAG_variable) add_variable(child);
    if (is_scope(tag)) list_variables(child, depth + 1);
  } while (dwarf_siblingof(&child, &child) == 0);
}

void DebugInfo::add_variable(Dwarf_Die die) {
  const auto address = static_address(die);
  if (!address || *address == 0) return;
  Dwarf_Attribute attribute;
  Dwarf_Die type;
  Dwarf_Word size = 0;
  if (dwarf_formref_die(dwarf_attr_integrate(&die, DW_AT_type, &attribute), &type) == nullptr) return;
  if (dwarf_aggregate_size(&type, &size) != 0 || size == 0 || *address + size < *address) return;
  variables_.push_back({{*address, *address + size}, die});
}

const ElfSymbol* DebugInfo::symbol_at(std::uint64_t address, bool function) const {
  auto after = std::upper_bound(symbols_.begin(), symbols_.end(), address,
                                [](std::uint64_t wanted, const ElfSymbol& one) { return wanted < one.range.begin; });
  for (int i = 0; i < 16 && after != symbols_.begin(); ++i) {
    --after;
    if (after->is_function == function && after->range.contains(address)) return &*after;
  }
  return nullptr;
}

}  // namespace threadmark::observe
