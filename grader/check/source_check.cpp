// `source`: tokens that the student's files must, or must not, use after preprocessing.
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "grader/check/check_set.hpp"

namespace threadmark::check {
namespace {

using Tokens = std::vector<SourceToken>;

bool is_identifier(const std::string& text) {
  return !text.empty() && (std::isalpha(static_cast<unsigned char>(text.front())) != 0 || text.front() == '_');
}

/// A token as a spec names it, split at `::`: `std::mutex` is std, ::, mutex.
std::vector<std::string> split(const std::string& name) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = name.find("::"); at != std::string::npos; at = name.find("::", from)) {
    if (at > from) parts.push_back(name.substr(from, at - from));
    parts.emplace_back("::");
    from = at + 2;
  }
  if (from < name.size()) parts.push_back(name.substr(from));
  return parts;
}

bool stands_at(const Tokens& tokens, std::size_t at, const std::vector<std::string>& parts) {
  if (at + parts.size() > tokens.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (tokens[at + i].text != parts[i]) return false;
  return true;
}

/// True when `using namespace std;` or `using std::NAME;` makes the bare name mean the qualified one.
bool is_imported(const Tokens& tokens, const std::vector<std::string>& parts) {
  std::vector<std::string> directive = {"using", "namespace"};
  directive.insert(directive.end(), parts.begin(), parts.end() - 2);
  std::vector<std::string> declaration = {"using"};
  declaration.insert(declaration.end(), parts.begin(), parts.end());
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (stands_at(tokens, i, directive) || stands_at(tokens, i, declaration)) return true;
  return false;
}

/// True when the bare name stands where a type or a namespace does, and not after `.`, `->` or another qualifier, and
/// is not being declared: a variable or a class of the student's that has the same name is not the library's.
bool is_bare_use(const Tokens& tokens, std::size_t at) {
  static constexpr std::array<std::string_view, 6> not_before = {".", "->", "::", "class", "struct", "enum"};
  static constexpr std::array<std::string_view, 3> after = {"<", ">", "::"};
  if (at > 0 && std::find(not_before.begin(), not_before.end(), tokens[at - 1].text) != not_before.end()) return false;
  if (at + 1 >= tokens.size()) return false;
  const std::string& next = tokens[at + 1].text;
  return is_identifier(next) || std::find(after.begin(), after.end(), next) != after.end();
}

/// The first use of the token; nullptr when there is none.
const SourceToken* find_use(const Tokens& tokens, const std::string& name) {
  const auto parts = split(name);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (stands_at(tokens, i, parts)) return &tokens[i];
  if (parts.size() < 3 || !is_imported(tokens, parts)) return nullptr;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].text == parts.back() && is_bare_use(tokens, i)) return &tokens[i];
  return nullptr;
}

/// True when the token may be in use under any spelling: an absence must be beyond doubt.
bool may_be_used(const Tokens& tokens, const std::string& name) {
  const std::string last = split(name).back();
  return std::any_of(tokens.begin(), tokens.end(), [&](const SourceToken& token) { return token.text == last; });
}

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names)
    all += (all.empty() ? "`" : ", `") + name + "`";
  return all;
}

class SourceCheck final : public Check {
 public:
  SourceCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, std::vector<std::string> must_use,
              std::vector<std::string> must_not_use)
      : Check(std::move(spec), std::move(vocabulary)),
        must_use_(std::move(must_use)),
        must_not_use_(std::move(must_not_use)) {}

  bool looks_at(const Run&) const override { return false; }
  bool decided() const override { return true; }  // no run changes it

  void observe_source(const Tokens& tokens) override {
    seen_ = true;
    findings_.clear();
    const auto add = [&](Finding finding) {
      finding.check = spec().id;
      if (spec().finding) finding.kind = *spec().finding;
      findings_.push_back(std::move(finding));
    };
    for (const std::string& name : must_not_use_) {
      const SourceToken* use = find_use(tokens, name);
      if (use == nullptr) continue;
      Finding finding = finding_without_place(FindingKind::forbidden, {"check.source.must-not-use", {{"token", name}}});
      finding.where = use->where;
      add(std::move(finding));
    }
    const bool used =
        must_use_.empty() || std::any_of(must_use_.begin(), must_use_.end(),
                                         [&](const std::string& name) { return may_be_used(tokens, name); });
    if (!used)
      add(finding_without_place(FindingKind::forbidden, {"check.source.must-use", {{"tokens", listed(must_use_)}}}));
  }

  CheckOutcome outcome() const override {
    if (!seen_) return {spec().id, CheckStatus::skipped, Message{"skipped.no-source", {}}, {}};
    return {spec().id, findings_.empty() ? CheckStatus::passed : CheckStatus::failed, std::nullopt, findings_};
  }

 private:
  Judgement judge_events(const Observation&) const override { return {}; }

  std::vector<std::string> must_use_;
  std::vector<std::string> must_not_use_;
  std::vector<Finding> findings_;
  bool seen_ = false;
};

}  // namespace

std::unique_ptr<Check> make_source_check(CheckReader& reader) {
  reader.allow_keys({"must-use", "must-not-use"});
  std::vector<std::string> must_use;
  std::vector<std::string> must_not_use;
  if (const Parameter* tokens = reader.optional("must-use")) must_use = reader.texts(*tokens);
  if (const Parameter* tokens = reader.optional("must-not-use")) must_not_use = reader.texts(*tokens);
  if (reader.ok() && must_use.empty() && must_not_use.empty())
    reader.problem(reader.spec().at, "a check of type `source` needs `must-use` or `must-not-use`");
  if (!reader.ok()) return nullptr;
  return std::make_unique<SourceCheck>(reader.spec(), reader.vocabulary(), std::move(must_use),
                                       std::move(must_not_use));
}

}  // namespace threadmark::check
