// The first process inside a sandbox: starts the program under its limits, reaps what it leaves, reports its end.
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "grader/sandbox/box_order.h"

static struct box_order order;
static char* environment_text;
static char** environment;
static struct sock_filter* filter;
static char* files;
static char* paths;

static void tell(uint32_t what, int32_t wait_status, const struct rusage* use, uint32_t left) {
  struct box_status status;
  memset(&status, 0, sizeof status);
  status.what = what;
  status.wait_status = wait_status;
  status.left = left;
  if (use != NULL) {
    status.cpu_us = (uint64_t)(use->ru_utime.tv_sec + use->ru_stime.tv_sec) * 1000000U +
                    (uint64_t)(use->ru_utime.tv_usec + use->ru_stime.tv_usec);
    status.max_rss_kb = (uint64_t)use->ru_maxrss;
  }
  if (write(box_status_fd, &status, sizeof status) != (ssize_t)sizeof status) _exit(125);
}

static int read_all(void* to, size_t size) {
  size_t have = 0;
  while (have < size) {
    const ssize_t got = read(box_order_fd, (char*)to + have, size - have);
    if (got <= 0) return -1;
    have += (size_t)got;
  }
  return 0;
}

static int read_order(void) {
  size_t count = 0;
  if (read_all(&order, sizeof order) != 0) return -1;
  environment_text = calloc(1, (size_t)order.environment_bytes + 1);
  filter = malloc((size_t)order.filter_bytes + 1);
  files = calloc(1, (size_t)order.files_bytes + 1);
  paths = calloc(1, (size_t)order.paths_bytes + 1);
  if (environment_text == NULL || filter == NULL || files == NULL || paths == NULL) return -1;
  if (read_all(environment_text, order.environment_bytes) != 0 || read_all(filter, order.filter_bytes) != 0 ||
      read_all(files, order.files_bytes) != 0 || read_all(paths, order.paths_bytes) != 0)
    return -1;
  for (size_t i = 0; i < order.environment_bytes; ++i)
    count += environment_text[i] == '\0';
  environment = calloc(count + 1, sizeof *environment);
  if (environment == NULL) return -1;
  char* next = environment_text;
  for (size_t i = 0; i < count; ++i, next += strlen(next) + 1)
    environment[i] = next;
  return 0;
}

/* The folders above a file's name. */
static void make_folders(char* name) {
  for (char* slash = strchr(name, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    mkdir(name, 0755);
    *slash = '/';
  }
}

static int write_file(const char* name, const char* content, uint64_t size) {
  const int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (file < 0) return -1;
  while (size > 0) {
    const ssize_t written = write(file, content, size);
    if (written <= 0) break;
    content += written;
    size -= (uint64_t)written;
  }
  close(file);
  return size == 0 ? 0 : -1;
}

/* The files that lie in the working folder when the program starts. They belong to the program's user, as we do. */
static int lay_files(void) {
  char* next = files;
  char* const end = files + order.files_bytes;
  while (next < end) {
    char* const name = next;
    uint64_t size = 0;
    next += strlen(name) + 1;
    if ((size_t)(end - next) < sizeof size) return -1;
    memcpy(&size, next, sizeof size);
    next += sizeof size;
    if ((uint64_t)(end - next) < size) return -1;
    make_folders(name);
    if (write_file(name, next, size) != 0) return -1;
    next += size;
  }
  return 0;
}

/* Never above what the caller of all this may have itself. */
static void limit(int resource, uint64_t most) {
  struct rlimit bound;
  if (most == 0 || getrlimit((__rlimit_resource_t)resource, &bound) != 0) return;
  if (bound.rlim_max == RLIM_INFINITY || bound.rlim_max > most) bound.rlim_max = most;
  bound.rlim_cur = bound.rlim_max;
  setrlimit((__rlimit_resource_t)resource, &bound);
}

/* Landlock: the file system that is left where there is none of the program's own. The structure is longer than old
 * headers know. */
struct landlock_rights {
  uint64_t files;
  uint64_t network;
  uint64_t scoped;
};

static int allow_path(int ruleset, char access, const char* path, uint64_t handled) {
  const uint64_t reading = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  const uint64_t of_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
  struct landlock_path_beneath_attr rule;
  struct stat status;
  memset(&rule, 0, sizeof rule);
  rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
  if (rule.parent_fd < 0) return 0;
  rule.allowed_access = access == 'w' ? handled : reading;
  if (fstat(rule.parent_fd, &status) == 0 && !S_ISDIR(status.st_mode)) rule.allowed_access &= of_files;
  const long error = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U);
  close(rule.parent_fd);
  return (int)error;
}

static int restrict_paths(void) {
  const long version = syscall(SYS_landlock_create_ruleset, NULL, 0UL, LANDLOCK_CREATE_RULESET_VERSION);
  const uint64_t first_version = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
  const uint64_t signals_and_sockets = 3; /* LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | LANDLOCK_SCOPE_SIGNAL */
  struct landlock_rights rights = {first_version, 0, 0};
  if (version < 1) return -1;
  if (version >= 2) rights.files |= first_version + 1;       /* moving between folders */
  if (version >= 3) rights.files |= (first_version + 1) * 2; /* truncating */
  if (version >= 6) rights.scoped = signals_and_sockets;
  const int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof rights, 0U);
  if (ruleset < 0) return -1;
  for (char* next = paths; next < paths + order.paths_bytes; next += strlen(next) + 1)
    if (allow_path(ruleset, *next, next + 1, rights.files) != 0) return -1;
  const long error = syscall(SYS_landlock_restrict_self, ruleset, 0U);
  close(ruleset);
  return (int)error;
}

static int confine(void) {
  const struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  limit(RLIMIT_FSIZE, order.file_bytes);
  limit(RLIMIT_STACK, order.stack_bytes);
  limit(RLIMIT_NPROC, order.processes);
  limit(RLIMIT_CPU, order.cpu_s);
  if (order.confined && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  if (order.paths_bytes != 0 && restrict_paths() != 0) return -1;
  if (order.filter_bytes == 0) return 0;
  const struct sock_fprog program = {(unsigned short)(order.filter_bytes / sizeof(struct sock_filter)), filter};
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

static void run_program(char** arguments) {
  setsid();
  fcntl(box_status_fd, F_SETFD, FD_CLOEXEC);
  if (confine() == 0) execve(arguments[0], arguments, environment);
  tell(box_not_executed, errno, NULL, 0);
  _exit(127);
}

/* The processes that have become ours, or none where /proc does not tell. */
static uint32_t kill_children(void) {
  static char text[65536];
  uint32_t count = 0;
  const int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  const ssize_t size = read(file, text, sizeof text - 1);
  close(file);
  text[size > 0 ? size : 0] = '\0';
  for (char* next = text; *next != '\0';) {
    const pid_t child = (pid_t)strtol(next, &next, 10);
    while (*next == ' ')
      ++next;
    if (child <= 0) break;
    kill(child, SIGKILL);
    ++count;
  }
  return count;
}

int main(int count, char** arguments) {
  int status = 0;
  struct rusage use;
  prctl(PR_SET_NAME, "box");
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  prctl(PR_SET_DUMPABLE, 0); /* nobody inside takes our descriptors or memory */
  if (count < 2 || read_order() != 0) return 124;
  if (order.dies_with_parent) prctl(PR_SET_PDEATHSIG, SIGKILL);
  close(box_args_fd);
  close(box_program_fd);
  close(box_order_fd);
  tell(box_started, 0, NULL, 0);
  if (lay_files() != 0) {
    tell(box_not_executed, errno, NULL, 0);
    return 122;
  }
  const pid_t program = fork();
  if (program == 0) run_program(arguments + 1);
  if (program < 0) {
    tell(box_not_executed, errno, NULL, 0);
    return 123;
  }
  /* The pipes are the program's; held here they would never end. */
  syscall(SYS_close_range, 0U, (unsigned)box_status_fd - 1U, 0U);
  syscall(SYS_close_range, (unsigned)box_status_fd + 1U, ~0U, 0U);
  pid_t ended = 0;
  do {
    ended = waitpid(-1, &status, 0);
  } while (ended != program && (ended > 0 || errno == EINTR));
  const uint32_t left = kill_children();
  while (kill_children() != 0 && waitpid(-1, NULL, 0) > 0) {
  }
  getrusage(RUSAGE_CHILDREN, &use);
  tell(box_ended, status, &use, left);
  return 0;
}
