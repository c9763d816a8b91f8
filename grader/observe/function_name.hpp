// Names of functions and variables as people write them, from the linker's names.
#pragma once

#include <string>
#include <string_view>

namespace threadmark::observe {

/// `_ZN7Account8withdrawEi` → `Account::withdraw`: demangled, without parameters, return type, qualifiers and anonymous
/// namespaces; a lambda is `main::lambda` whichever compiler named it. A name that is not mangled stays as it is. At
/// most 300 bytes.
std::string readable_name(std::string_view linkage_name);

/// The same for a name that is demangled already, such as ThreadSanitizer's `Account::withdraw(int)`.
std::string without_parameters(std::string_view demangled);

}  // namespace threadmark::observe
