// Which translation units a submission has, and with which paths each is compiled.
#include "grader/compile/units.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>

#include "grader/base/file_content.hpp"
#include "grader/compile/includes.hpp"
#include "grader/compile/lexer.hpp"

namespace threadmark::compile {
namespace {

namespace fs = std::filesystem;

bool is_c_source(const std::string& name) {
  return name.ends_with(".c");
}

/// Names of files in messages and debug information are those that the student gave them, wherever the sandbox shows
/// them.
std::vector<std::string> naming_flags(const Workshop& shop) {
  const std::string source = shop.source();
  std::vector<std::string> flags = {"-ffile-prefix-map=" + source + "=.",
                                    "-ffile-prefix-map=" + source + "/=", "-ffile-prefix-map=" + shop.lesson("") + "="};
  if (shop.means().toolchain.family == CompilerFamily::clang) flags.push_back("-fdebug-compilation-dir=.");
  return flags;
}

/// What the driver includes instead of the submission: the submission, and then nothing of its macros, so that a driver
/// says what it says.
void write_wrapper(const Workshop& shop, const std::string& file, const LexedFile& submission) {
  std::set<std::string> names;
  for (const Directive& directive : submission.directives) {
    const auto end = std::find_if_not(directive.rest.begin(), directive.rest.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '_' || c == '$' || c >= 0x80;
    });
    if (directive.name != "define" || end == directive.rest.begin()) continue;
    // _GNU_SOURCE and the like ask something of the system's headers, which the driver goes on to include.
    if (const std::string name(directive.rest.begin(), end); !(name.starts_with('_') && name.ends_with("_SOURCE")))
      names.insert(name);
  }
  const fs::path folder = shop.workspace().build() / "wrapped";
  std::error_code error;
  fs::create_directories(folder, error);
  fs::permissions(folder, fs::perms(0755), error);
  std::ofstream out(folder / file, std::ios::binary);
  out << "#include \"" << shop.source() << "/" << file << "\"\n";
  for (const std::string& name : names)
    out << "#undef " << name << "\n";
}

}  // namespace

bool is_source(const std::string& name) {
  return is_c_source(name) || name.ends_with(".cpp") || name.ends_with(".cc") || name.ends_with(".cxx") ||
         name.ends_with(".C");
}

std::vector<Unit> program_units(const Workshop& shop, const std::vector<std::string>& sources) {
  std::vector<Unit> units;
  for (const std::string& source : sources) {
    Unit unit;
    // A name that looks like an option, or like a file of options, is none.
    unit.source = source.starts_with("-") || source.starts_with("@") ? "./" + source : source;
    unit.object = std::to_string(units.size()) + ".o";
    unit.is_c = is_c_source(source);
    unit.headers = leading_includes(lex(content_of(shop.workspace().source() / source).value_or(std::string())));
    unit.paths = naming_flags(shop);
    units.push_back(std::move(unit));
  }
  return units;
}

Result<std::vector<Unit>> component_units(const Workshop& shop, const Lesson& lesson, const Submission& submission) {
  const fs::path driver = shop.workspace().root() / "lesson" / lesson.driver;
  const std::string text = content_of(driver).value_or(std::string());
  const std::string& file = submission.files.front().path;
  const LexedFile lexed = lex(text);
  const auto include = std::find_if(lexed.directives.begin(), lexed.directives.end(), [&](const Directive& directive) {
    return directive.name == "include" && directive.rest == "\"" + file + "\"";
  });
  if (include == lexed.directives.end())
    return fail(
        input_error("The driver of " + lesson.id + ", " + driver.string() + ", does not include \"" + file + "\"."));
  std::string head;
  std::size_t end = 0;
  for (int line = 0; line < include->line && end != std::string::npos; ++line)
    end = text.find('\n', end == 0 && line == 0 ? 0 : end + 1);
  head = text.substr(0, end) + "\n";
  std::ofstream(shop.workspace().build() / "head.cpp", std::ios::binary) << head;

  write_wrapper(shop, file, lex(submission.files.front().content));

  Unit check;
  check.source = shop.build("head.cpp");
  check.headers = leading_includes(lex(head));
  add_includes(check.headers, leading_includes(lex(submission.files.front().content)));
  Unit whole = check;
  whole.source = shop.lesson(lesson.driver);
  whole.object = "driver.o";
  add_includes(whole.headers, leading_includes_after(lexed, file));
  for (Unit* unit : {&check, &whole}) {
    unit->paths = naming_flags(shop);
    unit->paths.insert(unit->paths.end(),
                       {"-iquote", shop.build("wrapped"), "-iquote", shop.source(), "-I",
                        shop.inside(shop.means().runtime.include / "harness" / "testing") + "/../.."});
  }
  return std::vector<Unit>{check, whole};
}

}  // namespace threadmark::compile
