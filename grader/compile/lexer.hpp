// The tokens of a C++ file as written: comments gone, continued lines joined, strings whole, directives apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace threadmark::compile {

enum class TokenKind { identifier, number, string, character, punctuator };

/// One token; a string's text includes its quotes and prefix.
struct Token {
  TokenKind kind = TokenKind::identifier;
  std::string text;
  int line = 0;
  bool in_directive = false;
};

/// One preprocessing directive: its name ("include", "pragma", "define", "" for a line marker) and the rest of its
/// line.
struct Directive {
  std::string name;
  std::string rest;
  int line = 0;
  std::size_t tokens_before = 0;  ///< how many tokens of the file outside directives come before it
};

/// A file as tokens. Those of #include lines are left out, and what stands in an `#if 0`.
struct LexedFile {
  std::vector<Token> tokens;
  std::vector<Directive> directives;
};

/// Reads a file, however broken it is. The raw text is read and not the preprocessed one: it needs no compiler, shows
/// what the student wrote on which line, and names inside macros too; what pasting hides is found in the object file.
LexedFile lex(std::string_view text);

}  // namespace threadmark::compile
