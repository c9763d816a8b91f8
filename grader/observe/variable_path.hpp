// The element or member of a variable that lies at an offset: `[3]`, `.balance`, `[1].name`.
#pragma once

#include <cstdint>
#include <string>

#include <elfutils/libdw.h>

namespace threadmark::observe {

/// The path from the start of the variable to the byte at that offset. Ends where a library's own members begin (their
/// names mean nothing to students), and where nothing is known.
std::string path_within(Dwarf_Die variable, std::uint64_t offset);

}  // namespace threadmark::observe
