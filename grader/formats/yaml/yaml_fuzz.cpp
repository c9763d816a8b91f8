// The fuzzer's entry: whatever bytes come, reading ends with a bounded tree or with problems that have a place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "grader/formats/yaml/yaml.hpp"

namespace {

constexpr threadmark::yaml::Bounds bounds{64 * 1024, 2000, 16, 8 * 1024};

/// Counts the nodes of a tree and holds its promises.
std::size_t count(const threadmark::Parameter& tree, std::size_t depth) {
  if (depth > bounds.depth || tree.scalar.size() > bounds.scalar_bytes) std::abort();
  std::size_t nodes = 1;
  for (const auto& item : tree.list)
    nodes += count(item, depth + 1);
  for (const auto& [key, value] : tree.map) {
    if (tree.find(key.scalar) != &value) std::abort();  // keys are unique
    nodes += 1 + count(value, depth + 1);
  }
  return nodes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto read = threadmark::yaml::read({reinterpret_cast<const char*>(bytes), size}, bounds);
  if (count(read.root, 0) > bounds.nodes + 1) std::abort();
  for (const auto& problem : read.problems)
    if (problem.message.empty()) std::abort();
  return 0;
}
