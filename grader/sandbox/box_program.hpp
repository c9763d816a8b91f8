// The first process of every sandbox, as the bytes of a static executable that this program carries.
#pragma once

#include <string_view>

namespace threadmark::sandbox {

/// The executable that box.c makes.
std::string_view box_program();

}  // namespace threadmark::sandbox
