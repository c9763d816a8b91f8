// Looking up program counters and variables.
#include "grader/observe/symbolizer.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <dwarf.h>

#include "grader/observe/debug_info.hpp"
#include "grader/observe/function_name.hpp"
#include "grader/observe/variable_path.hpp"

namespace threadmark::observe {
namespace {

constexpr int deepest_inlining = 64;

/// The inlined calls around an address within a function, outermost first.
void find_inlined(Dwarf_Die parent, std::uint64_t pc, int depth, std::vector<Dwarf_Die>& chain) {
  Dwarf_Die child;
  if (depth > deepest_inlining || dwarf_child(&parent, &child) != 0) return;
  do {
    const int tag = dwarf_tag(&child);
    if (tag != DW_TAG_inlined_subroutine && tag != DW_TAG_lexical_block) continue;
    if (dwarf_haspc(&child, pc) <= 0) continue;
    if (tag == DW_TAG_inlined_subroutine) chain.push_back(child);
    find_inlined(child, pc, depth + 1, chain);
    return;
  } while (dwarf_siblingof(&child, &child) == 0);
}

/// The place of the address by the line table. Code that belongs to no line (line 0) belongs to the line before it.
Location line_at(Dwarf_Die& unit, std::uint64_t pc) {
  Dwarf_Line* line = dwarf_getsrc_die(&unit, pc);
  int number = 0;
  if (line == nullptr || dwarf_lineno(line, &number) != 0) return {};
  if (number == 0) {
    Dwarf_Lines* lines = nullptr;
    std::size_t count = 0;
    Dwarf_Addr address = 0;
    dwarf_lineaddr(line, &address);
    if (dwarf_getsrclines(&unit, &lines, &count) != 0) return {};
    for (std::size_t i = 0; i < count; ++i) {
      Dwarf_Line* other = dwarf_onesrcline(lines, i);
      Dwarf_Addr at = 0;
      int candidate = 0;
      if (dwarf_lineaddr(other, &at) != 0 || at > address) break;
      if (dwarf_lineno(other, &candidate) == 0 && candidate != 0) {
        line = other;
        number = candidate;
      }
    }
  }
  const char* file = dwarf_linesrc(line, nullptr, nullptr);
  if (file == nullptr || number == 0) return {};
  return {file, number};
}

/// Where an inlined function is called.
Location call_site(Dwarf_Die& unit, Dwarf_Die& inlined) {
  Dwarf_Attribute attribute;
  Dwarf_Word file = 0;
  Dwarf_Word line = 0;
  Dwarf_Files* files = nullptr;
  std::size_t count = 0;
  if (dwarf_formudata(dwarf_attr(&inlined, DW_AT_call_file, &attribute), &file) != 0) return {};
  if (dwarf_formudata(dwarf_attr(&inlined, DW_AT_call_line, &attribute), &line) != 0) return {};
  if (dwarf_getsrcfiles(&unit, &files, &count) != 0 || file >= count || line > 100'000'000) return {};
  const char* name = dwarf_filesrc(files, file, nullptr, nullptr);
  if (name == nullptr) return {};
  return {name, static_cast<int>(line)};
}

}  // namespace

/// The opened executable and the answers so far.
class Symbolizer::Program {
 public:
  explicit Program(std::unique_ptr<DebugInfo> info) : info_(std::move(info)) {}

  const Symbolized& at(std::uint64_t pc) {
    static const Symbolized nothing;
    const auto known = answers_.find(pc);
    if (known != answers_.end()) return known->second;
    Symbolized found = look_up(pc);
    if (found.frames.empty()) return nothing;
    return answers_.emplace(pc, std::move(found)).first->second;
  }

  std::optional<std::string> variable_at(std::uint64_t address) {
    const auto& variables = info_->variables();
    auto after = std::upper_bound(variables.begin(), variables.end(), address,
                                  [](std::uint64_t wanted, const auto& one) { return wanted < one.range.begin; });
    const ElfSymbol* symbol = info_->symbol_at(address, false);
    if (after != variables.begin() && (--after)->range.contains(address))
      return full_name(after->die, symbol) + path_within(after->die, address - after->range.begin);
    if (symbol == nullptr) return std::nullopt;
    return readable_name(symbol->name);
  }

 private:
  /// What is local to a function (lambdas, static variables) has its full name only in the symbol table.
  static std::string full_name(Dwarf_Die die, const ElfSymbol* symbol) {
    const std::string name = name_of(die);
    const bool qualified = name.find("::") != std::string::npos;
    if (!qualified && symbol != nullptr && std::string_view(symbol->name).starts_with("_ZZ"))
      return readable_name(symbol->name);
    return name == "operator()" ? "lambda" : name;
  }

  Symbolized look_up(std::uint64_t pc) {
    Symbolized result;
    CompilationUnit* unit = info_->unit_at(pc);
    const FunctionCode* function = unit != nullptr ? info_->function_at(*unit, pc) : nullptr;
    if (function == nullptr) {
      if (const ElfSymbol* symbol = info_->symbol_at(pc, true))
        result.frames.push_back({readable_name(symbol->name), {}});
      return result;
    }
    std::vector<Dwarf_Die> chain = {function->die};
    find_inlined(function->die, pc, 0, chain);
    Location where = line_at(unit->die, pc);
    const ElfSymbol* symbol = info_->symbol_at(pc, true);
    for (auto entry = chain.rbegin(); entry != chain.rend(); ++entry) {
      result.frames.push_back({full_name(*entry, &*entry == &chain.front() ? symbol : nullptr), where});
      where = call_site(unit->die, *entry);
    }
    return result;
  }

  std::unique_ptr<DebugInfo> info_;
  std::unordered_map<std::uint64_t, Symbolized> answers_;
};

Symbolizer::Symbolizer(std::unique_ptr<Program> program) : program_(std::move(program)) {}
Symbolizer::Symbolizer(Symbolizer&&) noexcept = default;
Symbolizer& Symbolizer::operator=(Symbolizer&&) noexcept = default;
Symbolizer::~Symbolizer() = default;

Result<Symbolizer> Symbolizer::open(const std::filesystem::path& executable) {
  auto info = DebugInfo::open(executable);
  if (!info) return fail(info.error());
  return Symbolizer(std::make_unique<Program>(std::move(*info)));
}

const Symbolized& Symbolizer::at(std::uint64_t pc) {
  return program_->at(pc);
}

std::optional<std::string> Symbolizer::variable_at(std::uint64_t address) {
  return program_->variable_at(address);
}

}  // namespace threadmark::observe
