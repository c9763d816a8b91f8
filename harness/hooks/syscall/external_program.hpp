// Programs that the run executes and that are not ours: they run freely while everybody else stands still.
#pragma once

#include "harness/hooks/syscall/dispatch.hpp"

namespace threadmark::hooks {

// execve(at): the calling process becomes the other program. Returns -errno when it cannot be executed; otherwise not
// at all (the process ends with the program's status).
long run_external(Call& call, int folder, const char* path, char* const* arguments, char* const* environment) noexcept;

}  // namespace threadmark::hooks
