// Which system calls a confined program may make, as a seccomp program.
#pragma once

#include <string>
#include <vector>

#include <linux/filter.h>

#include "grader/base/result.hpp"

namespace threadmark::sandbox {

/// The filter in the kernel's form (an array of sock_filter): everything that is not on the list fails with ENOSYS or
/// EPERM.
Result<std::vector<sock_filter>> syscall_filter();

}  // namespace threadmark::sandbox
