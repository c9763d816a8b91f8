// A compiler and its flags as data, recorded in every result.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace threadmark {

enum class CompilerFamily { clang, gcc };

/// A toolchain; `id` such as "clang-19.1.7 libstdc++-12 lld-19" stands in results and replay tokens.
struct Toolchain {
  CompilerFamily family = CompilerFamily::clang;
  std::string id;
  std::string compiler;  ///< path of the C++ driver
  std::string c_compiler;
  std::string linker;  ///< value of -fuse-ld=, or empty
  int major = 0;
  std::vector<std::string> common_flags;        ///< language, warnings, debug information
  std::vector<std::string> instrument_flags;    ///< added for the one instrumented compile
  std::vector<std::string> coroutine_flags;     ///< replace the instrument flags where a lesson uses coroutines
  std::vector<std::string> plain_flags;         ///< for the uninstrumented compile
  std::vector<std::string> explore_link_flags;  ///< link against the controlled runtime
  std::vector<std::string> tsan_link_flags;     ///< link against the real ThreadSanitizer
};

/// Whether `id` is the toolchain that a lesson names, whole or by the beginning of its id: "clang-19" means
/// "clang-19.1.7 libstdc++-12 lld-19" and not "clang-190.0".
inline bool is_toolchain(std::string_view named, std::string_view id) {
  return id.starts_with(named) && (id.size() == named.size() || id[named.size()] == '.' || id[named.size()] == ' ');
}

}  // namespace threadmark
