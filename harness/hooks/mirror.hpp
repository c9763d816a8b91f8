// Ties a primitive in the program's memory to its object in the engine's table.
#pragma once

#include <cstdint>

#include "harness/engine/object.hpp"

namespace threadmark::hooks {

/// The object of the primitive at `address`. `mark` is a word of the primitive's own memory that a static initialiser
/// leaves 0: where it does not bear the object's mark, the memory was made anew and a fresh object is made.
std::uint32_t mirrored(engine::ObjectKind kind, void* address, std::uint64_t* mark, std::uint64_t pc);
/// A fresh object whatever was there (the init functions).
std::uint32_t mirror_anew(engine::ObjectKind kind, void* address, std::uint64_t* mark, std::uint64_t pc);
/// The primitive was destroyed.
void unmirror(std::uint32_t object, std::uint64_t* mark);

/// A primitive in shared memory that is not process-shared must not be used by a second process.
void check_sharing(std::uint32_t object, std::uint64_t pc);

/// Reports lock-misuse: `message`, the place of the caller, then the owner's place where there is one.
void report_misuse(const char* message, std::uint32_t object, std::uint64_t pc);

}  // namespace threadmark::hooks
