// Comparing with kept files; THREADMARK_UPDATE_GOLDEN=1 writes them anew.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace threadmark::report {

/// Expects the text to be the content of testdata/`name`.
inline void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = THREADMARK_SOURCE_DIR "/grader/report/testdata/" + name;
  if (const char* update = std::getenv("THREADMARK_UPDATE_GOLDEN"); update != nullptr && *update == '1')
    std::ofstream(path, std::ios::binary) << text;
  std::ifstream in(path, std::ios::binary);
  const std::string kept{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(text, kept) << "differs from " << path;
}

}  // namespace threadmark::report
