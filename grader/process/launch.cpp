// Boost.Process v2 forks and reports a failed exec. What it cannot do is done here, between its fork and its exec:
// placing descriptors under chosen numbers without clobbering each other, closing the rest by close_range, resetting
// signals, and (by `in_child`) cgroups and uids: clone into a cgroup is not available, so the child joins it itself. It
// offers no pidfd to callers either: we open our own, which is safe before the child is reaped.
#include "grader/process/launch.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <boost/asio/io_context.hpp>
#include <boost/process/v2/environment.hpp>
#include <boost/process/v2/posix/default_launcher.hpp>
#include <boost/process/v2/process.hpp>
#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace threadmark::process {
namespace {

namespace boost_process = boost::process::v2;

/// Moves the given descriptors to their numbers; first all of them out of the way, so that none overwrites another.
int place_descriptors(std::vector<GivenDescriptor>& descriptors, int keep) {
  int above = keep + 1;
  for (const GivenDescriptor& given : descriptors)
    above = std::max(above, given.number + 1);
  for (GivenDescriptor& given : descriptors) {
    given.descriptor = ::fcntl(given.descriptor, F_DUPFD_CLOEXEC, above);
    if (given.descriptor < 0) return errno;
  }
  for (const GivenDescriptor& given : descriptors)
    if (::dup2(given.descriptor, given.number) < 0) return errno;
  return 0;
}

/// Marks every descriptor that was not given as close-on-exec (the launcher's own pipe needs to live until then).
int close_the_rest(const std::vector<GivenDescriptor>& descriptors) {
  ::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
  for (const GivenDescriptor& given : descriptors)
    if (::fcntl(given.number, F_SETFD, 0) < 0) return errno;
  return 0;
}

void reset_signals() {
  struct sigaction plain = {};
  plain.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number)
    ::sigaction(number, &plain, nullptr);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// Our part of the launch, in the form that Boost.Process asks for.
struct Setup {
  const Command& command;
  std::vector<GivenDescriptor> descriptors;
  std::vector<const char*> environment;

  template <class Launcher>
  boost_process::error_code on_setup(Launcher& launcher, const boost_process::filesystem::path&, const char* const*&) {
    launcher.env = environment.data();
    return {};
  }

  template <class Launcher>
  boost_process::error_code on_exec_setup(Launcher& launcher, const boost_process::filesystem::path&,
                                          const char* const*&) {
    const int error = prepare(launcher);
    errno = error;
    return boost_process::error_code(error, boost::system::system_category());
  }

  /// The launcher would go on to exit(), which runs our own clean-up in the child. (It looks for the first of these two
  /// and calls the second.)
  template <class Launcher, class Line>
  void on_exec_error(Launcher&, const boost_process::error_code&, const boost_process::filesystem::path&, Line&,
                     const boost_process::error_code&) {}
  template <class Launcher, class Line>
  void on_exec_error(Launcher&, const boost_process::filesystem::path&, Line&, const boost_process::error_code&) {
    ::_exit(127);
  }

 private:
  template <class Launcher>
  int prepare(Launcher& launcher) {
    ::setpgid(0, 0);
    reset_signals();
    // The pipe by which the launcher learns of a failed exec must not be overwritten.
    int& report = launcher.fd_whitelist.back();
    int above = report;
    for (const GivenDescriptor& given : descriptors) {
      if (given.number == report) return EBUSY;
      above = std::max(above, given.descriptor);
    }
    if (const int error = place_descriptors(descriptors, above)) return error;
    if (::chdir(command.folder.c_str()) != 0) return errno;
    if (command.in_child)
      if (const int error = command.in_child()) return error;
    if (const int error = close_the_rest(descriptors)) return error;
    // We have closed what is to be closed; the launcher's own closing is by close_range where it knows it, and would
    // close what we have just placed.
    for (const GivenDescriptor& given : descriptors)
      launcher.fd_whitelist.push_back(given.number);
    return 0;
  }
};

/// Occupies the low numbers for good, so that the launcher's pipe is not put where a child wants a descriptor.
void occupy_low_numbers() {
  constexpr int low_numbers = 16;
  const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (null < 0) return;
  while (true) {
    const int next = ::fcntl(null, F_DUPFD_CLOEXEC, 3);
    if (next >= low_numbers || next < 0) {
      if (next >= 0) ::close(next);
      break;
    }
  }
  if (null >= low_numbers) ::close(null);
}

Error start_error(const Command& command, const boost_process::error_code& error) {
  return environment_error("Cannot start " + command.argv.at(0) + " in " + command.folder.string() + ": " +
                           error.message() + ".");
}

}  // namespace

Result<Launched> launch(const Command& command, const std::vector<GivenDescriptor>& descriptors) {
  constexpr int tries = 4;
  boost_process::error_code error;
  for (int i = 0; i < tries; ++i) {
    occupy_low_numbers();
    boost::asio::io_context context(1);
    Setup setup{command, descriptors, {}};
    for (const std::string& variable : command.environment)
      setup.environment.push_back(variable.c_str());
    setup.environment.push_back(nullptr);
    const std::vector<std::string> arguments(command.argv.begin() + 1, command.argv.end());
    error.clear();
    boost_process::posix::default_launcher launcher;
    // Its overload for a context loses the error code and throws; the one for an executor does not.
    auto child = launcher(context.get_executor(), error, command.argv.at(0), arguments, setup);
    if (error && launcher.pid > 0) ::waitpid(launcher.pid, nullptr, 0);
    if (error.value() == EBUSY) continue;
    if (error) return fail(start_error(command, error));
    const pid_t pid = child.id();
    child.detach();
    const int pidfd = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    if (pidfd < 0) {
      ::kill(pid, SIGKILL);
      return fail(environment_error(std::string("This kernel has no pidfd_open: ") + std::strerror(errno) + "."));
    }
    ::fcntl(pidfd, F_SETFD, FD_CLOEXEC);
    return Launched{pid, pidfd};
  }
  return fail(start_error(command, error));
}

}  // namespace threadmark::process
