// The list of system calls that a confined program may make; a new call of a new kernel is not on it until somebody
// adds it.
#include "grader/sandbox/syscall_filter.hpp"

#include <cerrno>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

namespace threadmark::sandbox {
namespace {

/// Calls that are allowed whatever their arguments. Left out on purpose: mounting, namespaces, ptrace and other
/// processes' memory, modules, bpf, perf, keys, io_uring, clocks' setting, handles, quotas, swap, reboot.
constexpr const char* allowed[] = {
    // memory
    "brk",
    "madvise",
    "mincore",
    "mlock",
    "mlock2",
    "mlockall",
    "mmap",
    "mprotect",
    "mremap",
    "msync",
    "munlock",
    "munlockall",
    "munmap",
    "pkey_alloc",
    "pkey_free",
    "pkey_mprotect",
    "remap_file_pages",
    "membarrier",
    "memfd_create",
    "get_mempolicy",
    "set_mempolicy",
    "mbind",
    "map_shadow_stack",
    "mseal",
    // files
    "access",
    "chdir",
    "chmod",
    "chown",
    "close",
    "close_range",
    "copy_file_range",
    "creat",
    "dup",
    "dup2",
    "dup3",
    "faccessat",
    "faccessat2",
    "fadvise64",
    "fallocate",
    "fchdir",
    "fchmod",
    "fchmodat",
    "fchmodat2",
    "fchown",
    "fchownat",
    "fcntl",
    "fdatasync",
    "fgetxattr",
    "flistxattr",
    "flock",
    "fstat",
    "fstatfs",
    "fsync",
    "ftruncate",
    "futimesat",
    "getcwd",
    "getdents",
    "getdents64",
    "getxattr",
    "inotify_add_watch",
    "inotify_init",
    "inotify_init1",
    "inotify_rm_watch",
    "ioctl",
    "lchown",
    "lgetxattr",
    "link",
    "linkat",
    "listxattr",
    "llistxattr",
    "lseek",
    "lstat",
    "mkdir",
    "mkdirat",
    "mknod",
    "mknodat",
    "newfstatat",
    "open",
    "openat",
    "openat2",
    "pread64",
    "preadv",
    "preadv2",
    "pwrite64",
    "pwritev",
    "pwritev2",
    "read",
    "readahead",
    "readlink",
    "readlinkat",
    "readv",
    "rename",
    "renameat",
    "renameat2",
    "rmdir",
    "sendfile",
    "splice",
    "stat",
    "statfs",
    "statx",
    "symlink",
    "symlinkat",
    "sync",
    "sync_file_range",
    "syncfs",
    "tee",
    "truncate",
    "umask",
    "unlink",
    "unlinkat",
    "utime",
    "utimensat",
    "utimes",
    "vmsplice",
    "write",
    "writev",
    "cachestat",
    // waiting for many
    "epoll_create",
    "epoll_create1",
    "epoll_ctl",
    "epoll_pwait",
    "epoll_pwait2",
    "epoll_wait",
    "eventfd",
    "eventfd2",
    "poll",
    "ppoll",
    "pselect6",
    "select",
    "signalfd",
    "signalfd4",
    "timerfd_create",
    "timerfd_gettime",
    "timerfd_settime",
    // processes, threads, signals
    "arch_prctl",
    "capget",
    "capset",
    "execve",
    "execveat",
    "exit",
    "exit_group",
    "fork",
    "futex",
    "futex_requeue",
    "futex_wait",
    "futex_waitv",
    "futex_wake",
    "get_robust_list",
    "get_thread_area",
    "getegid",
    "geteuid",
    "getgid",
    "getgroups",
    "getpgid",
    "getpgrp",
    "getpid",
    "getppid",
    "getpriority",
    "getresgid",
    "getresuid",
    "getrlimit",
    "getrusage",
    "getsid",
    "gettid",
    "getuid",
    "kill",
    "pause",
    "personality",
    "pidfd_open",
    "pidfd_send_signal",
    "pipe",
    "pipe2",
    "prctl",
    "prlimit64",
    "restart_syscall",
    "rseq",
    "rt_sigaction",
    "rt_sigpending",
    "rt_sigprocmask",
    "rt_sigqueueinfo",
    "rt_sigreturn",
    "rt_sigsuspend",
    "rt_sigtimedwait",
    "rt_tgsigqueueinfo",
    "sched_get_priority_max",
    "sched_get_priority_min",
    "sched_getaffinity",
    "sched_getattr",
    "sched_getparam",
    "sched_getscheduler",
    "sched_rr_get_interval",
    "sched_setaffinity",
    "sched_setattr",
    "sched_setparam",
    "sched_setscheduler",
    "sched_yield",
    "seccomp",
    "set_robust_list",
    "set_thread_area",
    "set_tid_address",
    "setgid",
    "setpgid",
    "setpriority",
    "setregid",
    "setresgid",
    "setresuid",
    "setreuid",
    "setrlimit",
    "setsid",
    "setuid",
    "sigaltstack",
    "tgkill",
    "tkill",
    "vfork",
    "wait4",
    "waitid",
    // time
    "alarm",
    "clock_getres",
    "clock_gettime",
    "clock_nanosleep",
    "getitimer",
    "gettimeofday",
    "nanosleep",
    "setitimer",
    "time",
    "timer_create",
    "timer_delete",
    "timer_getoverrun",
    "timer_gettime",
    "timer_settime",
    "times",
    // between processes
    "mq_getsetattr",
    "mq_notify",
    "mq_open",
    "mq_timedreceive",
    "mq_timedsend",
    "mq_unlink",
    "msgctl",
    "msgget",
    "msgrcv",
    "msgsnd",
    "semctl",
    "semget",
    "semop",
    "semtimedop",
    "shmat",
    "shmctl",
    "shmdt",
    "shmget",
    // sockets (there is no network in the namespace)
    "accept",
    "accept4",
    "bind",
    "connect",
    "getpeername",
    "getsockname",
    "getsockopt",
    "listen",
    "recvfrom",
    "recvmmsg",
    "recvmsg",
    "sendmmsg",
    "sendmsg",
    "sendto",
    "setsockopt",
    "shutdown",
    "socketpair",
    // the rest
    "getcpu",
    "getrandom",
    "landlock_add_rule",
    "landlock_create_ruleset",
    "landlock_restrict_self",
    "sysinfo",
    "uname",
};

/// The flags by which clone makes namespaces.
constexpr scmp_datum_t namespaces =
    CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP;

constexpr int socket_families[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};

struct Release {
  void operator()(void* context) const { ::seccomp_release(context); }
};
using Context = std::unique_ptr<void, Release>;

bool add_rules(scmp_filter_ctx context) {
  bool good = true;
  for (const char* name : allowed) {
    // A name that this library does not know yet is a call that the program does not get.
    const int number = ::seccomp_syscall_resolve_name(name);
    if (number != __NR_SCMP_ERROR && number >= 0)
      good = good && ::seccomp_rule_add(context, SCMP_ACT_ALLOW, number, 0) == 0;
  }
  const scmp_arg_cmp no_namespaces = {0, SCMP_CMP_MASKED_EQ, namespaces, 0};
  good = good && ::seccomp_rule_add_array(context, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, &no_namespaces) == 0;
  for (const int family : socket_families) {
    const scmp_arg_cmp is_family = {0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(family), 0};
    good = good && ::seccomp_rule_add_array(context, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1, &is_family) == 0;
  }
  // ENOSYS is what makes libraries go back to an older call; these have none, and EPERM tells the truth.
  for (const int number : {SCMP_SYS(ptrace), SCMP_SYS(mount), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf),
                           SCMP_SYS(clock_settime), SCMP_SYS(settimeofday), SCMP_SYS(keyctl), SCMP_SYS(add_key),
                           SCMP_SYS(request_key), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev)})
    good = good && ::seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), number, 0) == 0;
  return good;
}

}  // namespace

Result<std::vector<sock_filter>> syscall_filter() {
  const Context context(::seccomp_init(SCMP_ACT_ERRNO(ENOSYS)));
  if (!context || !add_rules(context.get()))
    return fail(internal_error("libseccomp does not take the filter's rules."));
  ::seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
  const int file = ::memfd_create("seccomp", MFD_CLOEXEC);
  if (file < 0) return fail(environment_error(std::string("Cannot make a memory file: ") + std::strerror(errno) + "."));
  std::vector<sock_filter> filter;
  if (::seccomp_export_bpf(context.get(), file) == 0) {
    const auto size = static_cast<std::size_t>(::lseek(file, 0, SEEK_END));
    filter.resize(size / sizeof(sock_filter));
    if (::pread(file, filter.data(), size, 0) != static_cast<ssize_t>(size)) filter.clear();
  }
  ::close(file);
  if (filter.empty()) return fail(internal_error("libseccomp cannot export the filter."));
  return filter;
}

}  // namespace threadmark::sandbox
