// The one wrapper of libdw: the debug information of an executable as functions, lines and variables.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <elfutils/libdw.h>

#include "grader/base/result.hpp"

namespace threadmark::observe {

/// A half-open range of addresses.
struct AddressRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  bool contains(std::uint64_t address) const { return begin <= address && address < end; }
};

/// A function's code, and where its entry stands.
struct FunctionCode {
  AddressRange range;
  Dwarf_Die die{};
};

/// A translation unit; its functions are listed when they are first asked for, sorted by address.
struct CompilationUnit {
  Dwarf_Die die{};
  bool listed = false;
  std::vector<FunctionCode> functions;
};

/// A variable of static storage.
struct StaticVariable {
  AddressRange range;
  Dwarf_Die die{};
};

/// A symbol of the ELF symbol table.
struct ElfSymbol {
  AddressRange range;
  const char* name = nullptr;  ///< lives as long as the DebugInfo
  bool is_function = false;
};

/// An open executable. What libdw cannot read is left out; numbers of entries are bounded.
class DebugInfo {
 public:
  static Result<std::unique_ptr<DebugInfo>> open(const std::filesystem::path& executable);
  ~DebugInfo();
  DebugInfo(const DebugInfo&) = delete;
  DebugInfo& operator=(const DebugInfo&) = delete;

  /// The unit whose code holds that address, or nullptr.
  CompilationUnit* unit_at(std::uint64_t pc);

  /// The function of that unit whose code holds the address, or nullptr.
  const FunctionCode* function_at(CompilationUnit& unit, std::uint64_t pc);

  /// All variables of static storage, sorted by address; made on first use.
  const std::vector<StaticVariable>& variables();

  /// The smallest symbol that holds the address, or nullptr.
  const ElfSymbol* symbol_at(std::uint64_t address, bool function) const;

 private:
  struct UnitRange {
    AddressRange range;
    std::size_t unit = 0;
  };

  DebugInfo() = default;
  void list_units();
  void list_symbols();
  void list_functions(CompilationUnit& unit, Dwarf_Die parent, int depth);
  void list_variables(Dwarf_Die parent, int depth);
  void add_variable(Dwarf_Die die);

  int descriptor_ = -1;
  Elf* elf_ = nullptr;
  Dwarf* dwarf_ = nullptr;
  std::vector<CompilationUnit> units_;
  std::vector<UnitRange> unit_ranges_;
  std::vector<StaticVariable> variables_;
  bool variables_listed_ = false;
  std::vector<ElfSymbol> symbols_;
  std::size_t entries_left_ = 0;  ///< how many more entries are looked at
};

/// The entry's own name as people write it, qualified where the linker's name tells; empty where it has none.
std::string name_of(Dwarf_Die die);

/// The address ranges of an entry.
std::vector<AddressRange> ranges_of(Dwarf_Die die);

}  // namespace threadmark::observe
