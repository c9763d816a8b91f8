// Feeds the fuzzer's kept corpus, and each of its files cut short and damaged, to the fuzzer's entry.
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

void feed(const std::string& bytes) {
  EXPECT_EQ(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()), 0);
}

TEST(ArchiveCorpus, IsReadOrRefusedWhateverItsDamage) {
  std::mt19937 random(1);
  int files = 0;
  for (const auto& file : std::filesystem::directory_iterator(THREADMARK_SOURCE_DIR "/grader/intake/corpus")) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    ++files;
    feed(bytes);
    for (int i = 0; i < 100 && !bytes.empty(); ++i) {
      feed(bytes.substr(0, random() % bytes.size()));
      std::string damaged = bytes;
      for (int j = 0; j < 3; ++j)
        damaged[random() % damaged.size()] = static_cast<char>(random());
      feed(damaged);
    }
  }
  EXPECT_GE(files, 25);
}

}  // namespace
