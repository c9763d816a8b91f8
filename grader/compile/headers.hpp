// Which header declares a name of the standard library or of POSIX.
#pragma once

#include <string_view>

namespace threadmark::compile {

/// Such as "<mutex>" for "lock_guard"; empty when it is not in the table. `std::` in front is passed over.
std::string_view header_of(std::string_view name);

}  // namespace threadmark::compile
