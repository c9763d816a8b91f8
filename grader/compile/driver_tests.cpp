// The tests that a driver has, read from its text: what a submission does before main cannot make one of them vanish.
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "grader/compile/compile.hpp"
#include "grader/compile/lexer.hpp"

namespace threadmark::compile {

std::vector<std::string> driver_tests(const Lesson& lesson) {
  std::vector<std::string> names;
  if (lesson.driver.empty()) return names;
  std::ifstream in(lesson.folder / lesson.driver, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::vector<Token> tokens = lex(text).tokens;
  for (std::size_t i = 0; i + 4 < tokens.size(); ++i) {
    const bool is_test = tokens[i].text == "TEST" || tokens[i].text == "TEST_F";
    if (!is_test || tokens[i].in_directive || tokens[i + 1].text != "(" || tokens[i + 3].text != ",") continue;
    const std::string& test = tokens[i + 4].text;
    if (!test.starts_with("DISABLED_")) names.push_back(tokens[i + 2].text + "." + test);
  }
  return names;
}

}  // namespace threadmark::compile
