// Which compilers are here, and the flags that each is used with, as data.
#pragma once

#include <string_view>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/toolchain.hpp"

namespace threadmark::compile {

/// All usable toolchains of this machine, the preferred one first: clang 19 with lld, other clangs from 16 on, g++ from
/// 12 on.
std::vector<Toolchain> toolchains();

/// The preferred toolchain, or the first that `wanted` names ("clang", "clang-19", "g++", "gcc-12", a path). An
/// environment Error when there is none.
Result<Toolchain> find_toolchain(std::string_view wanted = "");

}  // namespace threadmark::compile
