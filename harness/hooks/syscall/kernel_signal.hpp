// Signal handlers as the kernel knows them: ours only; what the program installs is kept by signals.cpp.
#pragma once

#include <csignal>

namespace threadmark::hooks {

// Installs a real handler whose frames return through our own untrapped sigreturn. Signal mask during it: empty.
void install_kernel_handler(int signal, void (*handler)(int, siginfo_t*, void*), int flags) noexcept;

// Gives the signal back to the kernel's default action.
void restore_kernel_default(int signal) noexcept;

// The kernel drops it: for signals that the runtime sends itself (SIGPIPE).
void ignore_in_kernel(int signal) noexcept;

}  // namespace threadmark::hooks
