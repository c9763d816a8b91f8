// The policy of every lesson as tables: which tokens and symbols a submission may not have, and why.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "grader/model/finding.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::compile {

/// A token that is forbidden wherever it stands, and the rule that forbids it. With a star at the end: every token that
/// begins so.
struct TokenRule {
  std::string_view token;
  std::string_view rule;
};
std::span<const TokenRule> token_rules();

/// Text in a string that does its harm there: sections that run early, files that the assembler reads, our own
/// executable.
std::span<const TokenRule> string_rules();

/// Whether a rule's token, perhaps with its star, stands for this one.
bool fits(std::string_view rule, std::string_view token);

/// Attributes that run code before main or after it, or give functions other names and places.
bool is_early_attribute(std::string_view name);

/// Assembly that hides nothing: nothing at all, a pause, fences. The text is without its outer white space.
bool is_harmless_assembly(std::string_view text);

/// A finding of kind `forbidden`: message `policy.RULE` with the token.
Finding forbidden(const std::string& rule, const std::string& token, const Location& where);

/// Whether the lesson allows this token, or the whole rule by its name.
bool is_allowed(const Lesson& lesson, const std::string& rule, const std::string& token);

/// A symbol that only the runtime may define: hooks of sanitizers, pthread_*, sem_*, allocation.
bool is_runtimes_own(const std::string& symbol);

/// A symbol whose use reaches around the runtime: dlsym and its like, ptrace.
bool is_reaching_around(const std::string& symbol);

/// A symbol by which a program speaks to the race detector or the runtime, and that no compiler refers to by itself.
bool speaks_to_detector(const std::string& symbol);

/// The word that a student wrote for a symbol: "operator new" for _Znwm.
std::string readable_symbol(const std::string& symbol);

}  // namespace threadmark::compile
