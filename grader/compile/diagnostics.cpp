// Parsing diagnostics, finding the student's line in them, and the table of plain sentences.
#include "grader/compile/diagnostics.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <utility>

#include "grader/compile/headers.hpp"
#include "grader/compile/lexer.hpp"

namespace threadmark::compile {
namespace {

constexpr std::size_t most_findings = 5;
constexpr std::size_t longest_line = 4000;
constexpr std::size_t longest_text = 400;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);)
    lines.push_back(line.substr(0, longest_line));
  return lines;
}

/// "file:12:" at the start of a text: the place, and where the rest begins.
std::optional<std::pair<Location, std::size_t>> place_at_start(const std::string& line) {
  for (std::size_t colon = line.find(':'); colon != std::string::npos && colon > 0; colon = line.find(':', colon + 1)) {
    std::size_t end = colon + 1;
    while (end < line.size() && line[end] >= '0' && line[end] <= '9')
      ++end;
    if (end == colon + 1 || end - colon > 8 || end >= line.size() || (line[end] != ':' && line[end] != ',')) continue;
    Location where{line.substr(line.starts_with("./") ? 2 : 0, colon - (line.starts_with("./") ? 2 : 0)),
                   std::atoi(line.c_str() + colon + 1)};
    std::size_t rest = end + 1;
    while (rest < line.size() && line[rest] >= '0' && line[rest] <= '9')
      ++rest;
    if (rest > end + 1 && rest < line.size() && line[rest] == ':')
      ++rest;
    else
      rest = end + 1;
    return std::pair{std::move(where), rest};
  }
  return std::nullopt;
}

/// Cuts a template monster down: what stands in deep angle brackets becomes `…`.
std::string folded(const std::string& text) {
  constexpr int deepest = 2;
  constexpr std::size_t short_enough = 160;
  if (text.size() <= short_enough) return text;
  std::string result;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool arrow = text[i] == '>' && i > 0 && text[i - 1] == '-';
    if (text[i] == '<' && i > 0 && text[i - 1] != ' ' && text[i - 1] != '<' && ++depth == deepest) result += "<…>";
    if (depth < deepest) result.push_back(text[i]);
    if (text[i] == '>' && !arrow && depth > 0) --depth;
  }
  if (result.size() > longest_text) result = result.substr(0, longest_text) + " …";
  return result;
}

bool is_students(const DiagnosticContext& context, const std::string& file) {
  return std::any_of(context.files.begin(), context.files.end(),
                     [&](const SubmittedFile& own) { return own.path == file; });
}

/// The name after the first `std::` of a line whose header is known: where even `std` is unknown, no header is included
/// at all.
std::string std_name_at(const DiagnosticContext& context, const Location& where) {
  for (const SubmittedFile& file : context.files) {
    if (file.path != where.file) continue;
    const std::vector<Token> tokens = lex(file.content).tokens;
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i)
      if (tokens[i].line == where.line && tokens[i].text == "std" && tokens[i + 1].text == "::" &&
          !header_of(tokens[i + 2].text).empty())
        return tokens[i + 2].text;
  }
  return {};
}

/// A sentence for a compiler's message: the pattern, the message's id, the names of its groups.
struct Rule {
  const char* pattern;
  const char* id;
  std::array<const char*, 2> groups;
};

constexpr Rule compile_rules[] = {
    {R"(^expected (?:'[^']+' or )*'(;)'.*)", "build.missing-semicolon", {"token", nullptr}},
    {R"(^expected '([})\]])'.*)", "build.missing-closer", {"token", nullptr}},
    {R"(^'([^']+)' file not found)", "build.no-such-header", {"name", nullptr}},
    {R"(^([^ :]+): No such file or directory)", "build.no-such-header", {"name", nullptr}},
    {R"(^no (?:type|template|member) (?:named )?'([^']+)' in namespace 'std'.*)",
     "build.undefined-std-name",
     {"name", nullptr}},
    {R"(^no (?:type|template) named '([^']+)' in namespace 'std'.*)", "build.undefined-std-name", {"name", nullptr}},
    {R"(^'([^']+)' (?:in namespace 'std' does not name|is not a member of 'std').*)",
     "build.undefined-std-name",
     {"name", nullptr}},
    {R"(^implicit instantiation of undefined template 'std::([A-Za-z_0-9]+).*)",
     "build.undefined-std-name",
     {"name", nullptr}},
    {R"(^(?:variable|field|implicit instantiation).*incomplete type 'std::([A-Za-z_0-9]+).*)",
     "build.undefined-std-name",
     {"name", nullptr}},
    {R"(^use of undeclared identifier '([^']+)'.*)", "build.undefined-name", {"name", nullptr}},
    {R"(^unknown type name '([^']+)'.*)", "build.undefined-name", {"name", nullptr}},
    {R"(^'(std)' (?:has not been declared|is not a class, namespace, or enumeration).*)",
     "build.undefined-name",
     {"name", nullptr}},
    {R"(^'([^']+)' (?:was not declared in this scope|does not name a type|has not been declared).*)",
     "build.undefined-name",
     {"name", nullptr}},
    {R"(^redefinition of '([^']+)'.*)", "build.redefinition", {"name", nullptr}},
};

/// What says that a driver could not use the submission as the contract promises.
constexpr Rule contract_rules[] = {
    {R"(^no member named '([^']+)' in '([^']+)'.*)", "build.no-member", {"member", "type"}},
    {R"(^'(?:class|struct) ([^']+)' has no member named '([^']+)'.*)", "build.no-member", {"type", "member"}},
    {R"(^no matching (?:member )?function for call to '([^']+)'.*)", "build.wrong-signature", {"member", nullptr}},
    {R"(^no matching function for call to '(?:[^']*::)?([A-Za-z_0-9~]+)\(.*)",
     "build.wrong-signature",
     {"member", nullptr}},
    {R"(^no matching constructor for initialization of '([^']+)'.*)", "build.wrong-signature", {"member", nullptr}},
    {R"(^'([^']+)' is a (?:private|protected) member of '([^']+)'.*)", "build.not-public", {"member", "type"}},
    {R"(^'[^']*?([A-Za-z_0-9~]+)(?:\([^']*\))?' is (?:private|protected) within this context.*)",
     "build.not-public",
     {"member", nullptr}},
    {R"(^too (?:few|many) arguments to (?:function call|function '(?:[^']*[ :])?([A-Za-z_0-9~]+)\().*)",
     "build.wrong-signature",
     {"member", nullptr}},
};

template <std::size_t Size>
std::optional<Message> message_by(const Rule (&rules)[Size], const std::string& text) {
  for (const Rule& rule : rules) {
    std::smatch match;
    if (!std::regex_match(text, match, std::regex(rule.pattern))) continue;
    Message message{rule.id, {{"text", folded(text)}}};
    for (std::size_t i = 0; i < rule.groups.size(); ++i)
      if (rule.groups[i] != nullptr && i + 1 < match.size()) message.args[rule.groups[i]] = match[i + 1].str();
    return message;
  }
  return std::nullopt;
}

/// The shortest piece of code in the lesson's text that declares `name`, for "the contract asks for …".
std::string contract_of(const std::string& lesson_text, const std::string& name) {
  std::string best;
  for (const std::string& raw : lines_of(lesson_text)) {
    std::string line = raw;
    const auto first = line.find_first_not_of(" \t`*-");
    if (first == std::string::npos) continue;
    line = line.substr(first);
    const auto at = line.find(name + "(");
    const bool whole_word =
        at != std::string::npos &&
        (at == 0 || (!std::isalnum(static_cast<unsigned char>(line[at - 1])) && line[at - 1] != '_'));
    if (!whole_word || line.size() > 160) continue;
    const auto comment = line.find("//");
    if (comment != std::string::npos) line = line.substr(0, comment);
    while (!line.empty() && (line.back() == ' ' || line.back() == '`'))
      line.pop_back();
    const bool declares = line.ends_with(";") || line.ends_with("}") || line.ends_with("{") || line.ends_with(")");
    if (declares && (best.empty() || line.size() < best.size())) best = line;
  }
  return best;
}

/// Adds the header that declares a name, so that the sentence can say what to include.
void add_header(Message& message, const DiagnosticContext& context, const Location& where) {
  if (message.args["name"] == "std") message.args["name"] = std_name_at(context, where);
  if (message.id != "build.undefined-std-name" && message.id != "build.undefined-name") return;
  const std::string header(header_of(message.args["name"]));
  if (header.empty()) {
    if (message.id == "build.undefined-std-name") message.id = "build.undefined-name";
    return;
  }
  message.args["header"] = header;
  message.id = "build.missing-header";
}

Message message_of(const Diagnostic& diagnostic, const DiagnosticContext& context, bool in_driver) {
  std::optional<Message> message = message_by(compile_rules, diagnostic.text);
  if (message && message->args.contains("name")) add_header(*message, context, diagnostic.where);
  if (!in_driver) return message.value_or(Message{"build.error", {{"text", folded(diagnostic.text)}}});
  if (auto contract = message_by(contract_rules, diagnostic.text); contract && !contract->args["member"].empty())
    message = contract;
  const std::string name = !message                           ? std::string()
                           : message->args.contains("member") ? message->args["member"]
                                                              : message->args["name"];
  static const std::set<std::string> about_contracts = {"build.no-member", "build.not-public", "build.wrong-signature",
                                                        "build.undefined-name"};
  if (!message || !about_contracts.contains(message->id))
    message = Message{"build.contract", {{"text", folded(diagnostic.text)}}};
  const std::string expected = name.empty() ? std::string() : contract_of(context.lesson_text, name);
  if (!expected.empty()) {
    message->args["expected"] = expected;
    message->id += "-expected";
  }
  return *message;
}

/// The student's line that an error belongs to: its own place, else the nearest instantiation, else the #include that
/// led to it.
Location student_line(const std::vector<Diagnostic>& all, std::size_t index, const DiagnosticContext& context) {
  const Diagnostic& error = all[index];
  if (is_students(context, error.where.file)) return error.where;
  for (const Location& place : error.required_from)
    if (is_students(context, place.file)) return place;
  for (std::size_t i = index + 1; i < all.size() && all[i].grade == Diagnostic::Grade::note; ++i)
    if (is_students(context, all[i].where.file)) return all[i].where;
  for (const Location& place : error.included_from)
    if (is_students(context, place.file)) return place;
  return {};
}

}  // namespace

std::vector<Diagnostic> read_diagnostics(std::string_view text) {
  std::vector<Diagnostic> all;
  std::vector<Location> included_from;
  std::vector<Location> required_from;
  for (std::string line : lines_of(text)) {
    for (const char* start : {"In file included from ", "                 from "}) {
      if (!line.starts_with(start)) continue;
      if (const auto place = place_at_start(line.substr(std::string(start).size()) + ":"))
        included_from.push_back(place->first);
      line.clear();
    }
    const auto place = place_at_start(line);
    if (!place) continue;
    std::string rest = line.substr(place->second);
    rest.erase(0, rest.find_first_not_of(' '));
    struct Word {
      const char* text;
      Diagnostic::Grade grade;
    };
    bool known = false;
    for (const Word& word : {Word{"fatal error: ", Diagnostic::Grade::error}, Word{"error: ", Diagnostic::Grade::error},
                             Word{"warning: ", Diagnostic::Grade::warning}, Word{"note: ", Diagnostic::Grade::note}}) {
      if (known || !rest.starts_with(word.text)) continue;
      known = true;
      Diagnostic found{word.grade, place->first, rest.substr(std::string(word.text).size()), {}, {}};
      if (word.grade != Diagnostic::Grade::note) {
        found.included_from = std::exchange(included_from, {});
        found.required_from = std::exchange(required_from, {});
      }
      all.push_back(std::move(found));
    }
    // gcc: "solution.cpp:5:10:   required from here", before the error.
    if (!known && rest.starts_with("required ")) required_from.push_back(place->first);
  }
  return all;
}

Finding build_error(Message message, Location where) {
  Finding finding;
  finding.kind = FindingKind::build_error;
  finding.message = std::move(message);
  finding.where = std::move(where);
  return finding;
}

std::vector<Finding> compile_errors(std::string_view text, const DiagnosticContext& context) {
  const std::vector<Diagnostic> all = read_diagnostics(text);
  std::vector<Finding> findings;
  std::set<std::pair<std::string, Location>> seen;
  for (std::size_t i = 0; i < all.size() && findings.size() < most_findings; ++i) {
    if (all[i].grade != Diagnostic::Grade::error || all[i].text.starts_with("too many errors")) continue;
    const bool in_student_file = is_students(context, all[i].where.file);
    const bool in_driver = !in_student_file && !all[i].where.file.starts_with("/");
    const Location where = student_line(all, i, context);
    const Message message = message_of(all[i], context, in_driver);
    if (seen.insert({message.id, where.line == 0 ? all[i].where : where}).second)
      findings.push_back(build_error(message, where));
  }
  // An error in the student's own line says more than one that it causes elsewhere.
  std::vector<Finding> ordered;
  for (const bool placed : {true, false})
    for (Finding& finding : findings)
      if ((finding.where.line != 0) == placed) ordered.push_back(std::move(finding));
  findings = std::move(ordered);
  if (findings.empty())
    findings.push_back(build_error({"build.failed", {{"text", folded(std::string(text.substr(0, longest_text)))}}}));
  return findings;
}

std::vector<Finding> link_errors(std::string_view text, const DiagnosticContext& context) {
  static const std::regex undefined(R"(.*undefined (?:symbol: |reference to [`'])([^'\n]+?)'?$)");
  static const std::regex duplicate(R"(.*(?:duplicate symbol: |multiple definition of [`'])([^'\n]+?)'?(?:;.*)?$)");
  std::vector<Finding> findings;
  std::set<std::string> seen;
  for (const std::string& line : lines_of(text)) {
    std::smatch match;
    const bool is_undefined = std::regex_match(line, match, undefined);
    if (!is_undefined && !std::regex_match(line, match, duplicate)) continue;
    const std::string symbol = match[1].str();
    if (findings.size() >= most_findings || !seen.insert(symbol).second) continue;
    if (symbol == "main") {
      findings.push_back(build_error({is_undefined ? "build.missing-main" : "build.duplicate-main", {}}));
    } else {
      findings.push_back(build_error(
          {is_undefined ? "build.undefined-reference" : "build.duplicate-symbol", {{"symbol", folded(symbol)}}}));
    }
  }
  // Which line refers to it: ">>> referenced by solution.cpp:12" (lld), "solution.cpp:12: undefined reference" (ld).
  static const std::regex place(R"((?:.*[ /])?([^ :/]+):(\d+)(?: |:|$).*)");
  for (const std::string& line : lines_of(text)) {
    std::smatch match;
    if (findings.size() != 1 || findings.front().where.line != 0 || !std::regex_match(line, match, place)) continue;
    if (is_students(context, match[1].str()))
      findings.front().where = {match[1].str(), std::atoi(match[2].str().c_str())};
  }
  if (findings.empty())
    findings.push_back(build_error({"build.link", {{"text", folded(std::string(text.substr(0, longest_text)))}}}));
  return findings;
}

}  // namespace threadmark::compile
