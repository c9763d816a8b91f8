// Reading symbol tables of object files, and the names that belong to the runtime.
#include "grader/compile/object_policy.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include <elf.h>

#include "grader/compile/lexer.hpp"
#include "grader/compile/policy.hpp"

namespace threadmark::compile {
namespace {

/// A value of type T at an offset, if it lies within the bytes.
template <class T>
std::optional<T> at(std::string_view bytes, std::uint64_t offset) {
  if (offset > bytes.size() || bytes.size() - offset < sizeof(T)) return std::nullopt;
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

std::string_view part(std::string_view bytes, std::uint64_t offset, std::uint64_t size) {
  if (offset > bytes.size() || bytes.size() - offset < size) return {};
  return bytes.substr(offset, size);
}

std::string name_in(std::string_view table, std::uint64_t offset) {
  if (offset >= table.size()) return {};
  const std::string_view rest = table.substr(offset);
  return std::string(rest.substr(0, rest.find('\0')));
}

void read_symbols(std::string_view bytes, const Elf64_Shdr& section, std::string_view names, ObjectContent& content) {
  const std::string_view table = part(bytes, section.sh_offset, section.sh_size);
  for (std::uint64_t offset = 0; offset + sizeof(Elf64_Sym) <= table.size(); offset += sizeof(Elf64_Sym)) {
    const Elf64_Sym symbol = *at<Elf64_Sym>(table, offset);
    const unsigned binding = ELF64_ST_BIND(symbol.st_info);
    if (binding == STB_LOCAL) continue;
    (symbol.st_shndx == SHN_UNDEF ? content.undefined : content.defined).push_back(name_in(names, symbol.st_name));
  }
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The student's first line that holds this word, outside comments.
Location line_of(const Submission& submission, const std::string& word) {
  for (const SubmittedFile& file : submission.files)
    for (const Token& token : lex(file.content).tokens)
      if (token.text == word) return {file.path, token.line};
  return {};
}

/// With a number behind, an initialiser asks to come before those of everybody else; up to 100 they are the compiler's.
bool asks_to_be_early(std::string_view section) {
  for (const std::string_view start : {".init_array.", ".ctors."})
    if (section.starts_with(start)) return std::atoi(std::string(section.substr(start.size())).c_str()) > 100;
  return false;
}

}  // namespace

ObjectContent read_object(std::string_view bytes) {
  ObjectContent content;
  const auto header = at<Elf64_Ehdr>(bytes, 0);
  if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_ident[EI_CLASS] != ELFCLASS64)
    return content;
  std::vector<Elf64_Shdr> sections;
  for (unsigned i = 0; i < header->e_shnum; ++i)
    if (const auto section = at<Elf64_Shdr>(bytes, header->e_shoff + std::uint64_t{i} * sizeof(Elf64_Shdr)))
      sections.push_back(*section);
  const auto strings = [&](std::size_t index) {
    return index < sections.size() ? part(bytes, sections[index].sh_offset, sections[index].sh_size)
                                   : std::string_view();
  };
  for (const Elf64_Shdr& section : sections) {
    content.sections.push_back(name_in(strings(header->e_shstrndx), section.sh_name));
    if (section.sh_type == SHT_SYMTAB) read_symbols(bytes, section, strings(section.sh_link), content);
  }
  return content;
}

std::vector<Finding> object_findings(const Lesson& lesson, const Submission& submission,
                                     const std::filesystem::path& folder, const std::vector<std::string>& objects) {
  std::vector<Finding> findings;
  std::set<std::string> seen;
  const auto report = [&](const std::string& rule, const std::string& name, const std::string& word) {
    if (is_allowed(lesson, rule, word) || !seen.insert(rule + name).second) return;
    findings.push_back(forbidden(rule, word, line_of(submission, word)));
  };
  for (const std::string& object : objects) {
    const ObjectContent content = read_object(read_file(folder / object));
    for (const std::string& symbol : content.defined) {
      if (is_runtimes_own(symbol)) report("defines-runtime", symbol, readable_symbol(symbol));
      if (symbol == "main" && lesson.kind == LessonKind::component) report("own-main", symbol, symbol);
    }
    for (const std::string& symbol : content.undefined)
      if (is_reaching_around(symbol)) {
        report("reaches-around", symbol, symbol);
      } else if (speaks_to_detector(symbol)) {
        report("sanitizer", symbol, symbol);
      }
    for (const std::string& section : content.sections)
      if (section.starts_with(".preinit_array") || asks_to_be_early(section)) report("section", section, section);
  }
  return findings;
}

}  // namespace threadmark::compile
