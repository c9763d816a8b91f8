// The table of names and their headers: what beginners in concurrency use.
#include "grader/compile/headers.hpp"

#include <sstream>
#include <string>
#include <unordered_map>

namespace threadmark::compile {
namespace {

/// Header, then the names that it declares.
constexpr std::string_view table[][2] = {
    {"<thread>", "thread jthread this_thread"},
    {"<mutex>",
     "mutex timed_mutex recursive_mutex recursive_timed_mutex lock_guard unique_lock scoped_lock lock try_lock "
     "once_flag call_once defer_lock "
     "adopt_lock try_to_lock"},
    {"<shared_mutex>", "shared_mutex shared_timed_mutex shared_lock"},
    {"<condition_variable>", "condition_variable condition_variable_any cv_status notify_all_at_thread_exit"},
    {"<atomic>",
     "atomic atomic_flag atomic_int atomic_bool atomic_ref memory_order memory_order_relaxed memory_order_acquire "
     "memory_order_release "
     "memory_order_acq_rel memory_order_seq_cst atomic_thread_fence"},
    {"<future>", "future promise packaged_task async shared_future launch future_status future_error"},
    {"<semaphore>", "counting_semaphore binary_semaphore"},
    {"<latch>", "latch"},
    {"<barrier>", "barrier"},
    {"<stop_token>", "stop_token stop_source stop_callback"},
    {"<coroutine>", "coroutine_handle suspend_always suspend_never noop_coroutine"},
    {"<chrono>", "chrono chrono_literals"},
    {"<functional>", "function bind ref cref invoke hash less greater plus"},
    {"<memory>", "unique_ptr shared_ptr weak_ptr make_unique make_shared allocator"},
    {"<optional>", "optional nullopt"},
    {"<variant>", "variant visit monostate"},
    {"<utility>", "pair make_pair move forward swap exchange"},
    {"<tuple>", "tuple make_tuple tie"},
    {"<string>", "string to_string stoi getline"},
    {"<string_view>", "string_view"},
    {"<vector>", "vector"},
    {"<array>", "array"},
    {"<deque>", "deque"},
    {"<list>", "list"},
    {"<queue>", "queue priority_queue"},
    {"<stack>", "stack"},
    {"<map>", "map multimap"},
    {"<set>", "set multiset"},
    {"<unordered_map>", "unordered_map"},
    {"<unordered_set>", "unordered_set"},
    {"<algorithm>", "sort find find_if min max for_each count all_of any_of copy"},
    {"<numeric>", "accumulate iota reduce"},
    {"<random>", "mt19937 random_device uniform_int_distribution"},
    {"<stdexcept>", "runtime_error logic_error out_of_range invalid_argument"},
    {"<exception>", "exception exception_ptr current_exception rethrow_exception terminate"},
    {"<iostream>", "cout cerr cin clog endl flush"},
    {"<fstream>", "ifstream ofstream fstream"},
    {"<sstream>", "stringstream ostringstream istringstream"},
    {"<syncstream>", "osyncstream"},
    {"<iomanip>", "setw setfill setprecision"},
    {"<cstdio>", "printf fprintf fflush perror FILE stdout stderr puts fopen snprintf"},
    {"<cstdlib>", "exit EXIT_SUCCESS EXIT_FAILURE abort atoi getenv malloc free"},
    {"<cstring>", "strlen strcmp memcpy memset strerror"},
    {"<cstdint>", "int64_t uint64_t int32_t uint32_t uint8_t uint16_t"},
    {"<cstddef>", "size_t ptrdiff_t byte"},
    {"<cassert>", "assert"},
    {"<cerrno>", "errno EINTR EAGAIN"},
    {"<csignal>", "signal raise SIGTERM SIGINT SIGKILL"},
    {"<type_traits>", "is_same_v enable_if_t decay_t invoke_result_t is_void_v"},
    {"<ranges>", "views ranges"},
    {"<span>", "span"},
    {"<limits>", "numeric_limits"},
    {"<unistd.h>",
     "fork pipe read write close getpid getppid _exit usleep sleep dup2 execl execv execvp ftruncate unlink pid_t"},
    {"<sys/wait.h>", "wait waitpid WIFEXITED WEXITSTATUS WIFSIGNALED WTERMSIG WNOHANG"},
    {"<sys/mman.h>", "mmap munmap MAP_SHARED MAP_ANONYMOUS PROT_READ PROT_WRITE shm_open shm_unlink MAP_FAILED"},
    {"<fcntl.h>", "open O_CREAT O_RDWR O_RDONLY O_WRONLY O_APPEND fcntl"},
    {"<sys/file.h>", "flock LOCK_EX LOCK_UN"},
    {"<sys/socket.h>", "socket socketpair AF_UNIX AF_INET SOCK_STREAM accept listen"},
    {"<semaphore.h>", "sem_t sem_init sem_wait sem_post sem_open sem_destroy"},
    {"<pthread.h>",
     "pthread_t pthread_create pthread_join pthread_mutex_t pthread_mutex_lock pthread_mutexattr_t pthread_cond_t"},
    {"<signal.h>", "kill sigaction"},
};

std::unordered_map<std::string, std::string_view> make_index() {
  std::unordered_map<std::string, std::string_view> index;
  for (const auto& row : table) {
    std::istringstream names{std::string(row[1])};
    for (std::string name; names >> name;)
      index.emplace(name, row[0]);
  }
  return index;
}

}  // namespace

std::string_view header_of(std::string_view name) {
  static const std::unordered_map<std::string, std::string_view> index = make_index();
  if (name.starts_with("std::")) name.remove_prefix(5);
  const auto found = index.find(std::string(name));
  return found == index.end() ? std::string_view() : found->second;
}

}  // namespace threadmark::compile
