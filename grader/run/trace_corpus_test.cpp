// Feeds the fuzzer's kept traces, and each of them cut short and damaged, to the fuzzer's entry.
#include <chrono>
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

void damage(std::string& bytes, std::mt19937& random) {
  constexpr unsigned char edges[] = {0, 1, 7, 8, 0x7f, 0x80, 0xff};
  for (int i = 0; i < 3; ++i)
    bytes[random() % bytes.size()] = static_cast<char>(random() % 2 == 0 ? edges[random() % 7] : random());
}

TEST(TraceCorpus, IsReadOrRefusedWhateverItsDamage) {
  std::mt19937 random(1);
  int files = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(4);
  for (const auto& file : std::filesystem::directory_iterator(THREADMARK_SOURCE_DIR "/grader/run/corpus")) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    ++files;
    feed(bytes);
    for (int i = 0; i < 300 && !bytes.empty() && std::chrono::steady_clock::now() < end; ++i) {
      feed(bytes.substr(0, random() % bytes.size()));
      std::string damaged = bytes;
      damage(damaged, random);
      feed(damaged);
    }
  }
  EXPECT_GE(files, 5);
}

}  // namespace
