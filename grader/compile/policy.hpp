// The policy of every lesson as tables: which tokens and symbols a submission may not have, and why.
#pragma once

#include <string>
#include <string_view>

#include "grader/model/finding.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::compile {

/// A finding of kind `forbidden`: message `policy.RULE` with the token.
Finding forbidden(const std::string& rule, const std::string& token, const Location& where);

/// Whether the lesson allows this token, or the whole rule by its name.
bool is_allowed(const Lesson& lesson, const std::string& rule, const std::string& token);

/// A symbol that only the runtime may define: hooks of sanitizers, pthread_*, sem_*, allocation.
bool is_runtimes_own(const std::string& symbol);

/// A symbol whose use reaches around the runtime: dlsym and its like, ptrace.
bool is_reaching_around(const std::string& symbol);

/// The word that a student wrote for a symbol: "operator new" for _Znwm.
std::string readable_symbol(const std::string& symbol);

}  // namespace threadmark::compile
