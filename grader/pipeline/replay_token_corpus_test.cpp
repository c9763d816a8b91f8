// Feeds real replay tokens, and each cut short and damaged, to the fuzzer's entry.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <gtest/gtest.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

void feed(const std::string& text) {
  EXPECT_EQ(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()), 0);
}

TEST(ReplayTokenCorpus, IsReadOrRefusedWhateverItsDamage) {
  std::mt19937 random(1);
  int files = 0;
  for (const auto& file : std::filesystem::directory_iterator(THREADMARK_SOURCE_DIR "/grader/pipeline/corpus")) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    ++files;
    feed(text);
    for (int i = 0; i < 1000 && !text.empty(); ++i) {
      feed(text.substr(0, random() % text.size()));
      std::string damaged = text;
      for (int j = 0; j < 3; ++j)
        damaged[random() % damaged.size()] = "AZaz09-_.:+/ \n"[random() % 14];
      feed(damaged);
    }
  }
  EXPECT_GE(files, 5);
}

}  // namespace
