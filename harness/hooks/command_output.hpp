// What a shell command prints, for the tests that compile and explore programs.
#pragma once

#include <array>
#include <cstdio>
#include <string>

namespace threadmark::hooks {

/// Standard output of `command`, run by the shell; empty where it cannot be started. Its exit status is not told.
inline std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> part;
  for (std::size_t got = 0; (got = fread(part.data(), 1, part.size(), pipe)) > 0;)
    text.append(part.data(), got);
  pclose(pipe);
  return text;
}

}  // namespace threadmark::hooks
