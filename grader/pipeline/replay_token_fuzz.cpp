// The fuzzer's entry: a text is refused as a token, or it is the token that is printed again; and so are its choices.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "grader/pipeline/replay_token.hpp"
#include "harness/trace/choices_text.hpp"

namespace {

using threadmark::trace::Choice;

void need(bool holds) {
  if (!holds) std::abort();
}

/// Choices that could be read are the same after they were written and read again.
void examine(std::string_view text) {
  static std::array<Choice, 4096> choices;
  static std::array<Choice, 4096> again;
  static std::array<char, 1 << 18> written;
  const std::ptrdiff_t count = threadmark::trace::read_choices(text, std::span<Choice>(choices));
  if (count < 0) return;
  const std::span<const Choice> read(choices.data(), static_cast<std::size_t>(count));
  const std::size_t size = threadmark::trace::write_choices(read, std::span<char>(written));
  need(size > 0);
  need(threadmark::trace::read_choices({written.data(), size}, std::span<Choice>(again)) == count);
  for (std::size_t i = 0; i < read.size(); ++i)
    need(read[i] == again[i]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto token = threadmark::pipeline::read_token(text);
  if (token) {
    need(threadmark::pipeline::print_token(*token) == text);
    examine(token->choices);
  } else {
    need(token.error().kind == threadmark::ErrorKind::input && !token.error().message.empty());
  }
  examine(text);
  return 0;
}
