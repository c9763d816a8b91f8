// `threadmark explain KIND`: what a finding means, with a small example and how to think about it.
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "grader/app/commands/commands.hpp"
#include "grader/base/nearest_name.hpp"
#include "grader/words/words.hpp"

namespace threadmark::app {
namespace {

void declare(CLI::App& command, Options& options) {
  command.add_option("kind", options.kind, "A kind of finding, such as data-race (default: list them)")
      ->type_name("KIND");
}

void list_kinds(Context& context) {
  for (int i = 0; i < finding_kind_count; ++i) {
    const auto kind = static_cast<FindingKind>(i);
    const std::string_view name = name_of(kind);
    context.out << "  " << name << std::string(22 - name.size(), ' ') << words::about(kind).title << '\n';
  }
  context.out << "\nMore about one: threadmark explain KIND\n";
}

void print_code(std::ostream& out, std::string_view heading, std::string_view code) {
  out << '\n' << heading << '\n';
  for (std::size_t begin = 0; begin <= code.size();) {
    const std::size_t end = std::min(code.find('\n', begin), code.size());
    out << "    " << code.substr(begin, end - begin) << '\n';
    begin = end + 1;
  }
}

// Breaks a paragraph at spaces so that lines fit the width.
void print_paragraph(std::ostream& out, std::string_view text, std::size_t width) {
  while (text.size() > width) {
    std::size_t space = text.rfind(' ', width);
    if (space == std::string_view::npos) space = std::min(text.find(' ', width), text.size());
    out << text.substr(0, space) << '\n';
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  out << text << '\n';
}

int run(const Options& options, Context& context) {
  if (options.kind.empty()) {
    list_kinds(context);
    return all_passed;
  }
  const auto kind = finding_kind_named(options.kind);
  if (!kind) {
    std::vector<std::string> names;
    for (int i = 0; i < finding_kind_count; ++i)
      names.emplace_back(name_of(static_cast<FindingKind>(i)));
    const auto near = nearest_name(options.kind, names);
    return report_error(context,
                        input_error("there is no kind of finding `" + options.kind + "`" +
                                    (near ? "; did you mean `" + *near + "`?" : "; threadmark explain lists them")));
  }
  const words::KindText& text = words::about(*kind);
  const auto width = static_cast<std::size_t>(std::min(context.width, 100));
  context.out << name_of(*kind) << ": " << text.title << "\n\n";
  print_paragraph(context.out, text.meaning, width);
  context.out << "\nWhy it matters\n";
  print_paragraph(context.out, text.why, width);
  context.out << "\nHow to think about it\n";
  print_paragraph(context.out, text.think, width);
  if (!text.wrong.empty()) print_code(context.out, "Wrong", text.wrong);
  if (!text.right.empty()) print_code(context.out, "Right", text.right);
  return all_passed;
}

}  // namespace

const Command explain_command{"explain", "What a finding means, and how to think about it",
                              "  threadmark explain data-race\n", declare, run};

}  // namespace threadmark::app
