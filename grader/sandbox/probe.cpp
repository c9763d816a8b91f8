// Trying each level with a small program, and saying why one does not work and what helps.
#include "grader/sandbox/probe.hpp"

#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace threadmark::sandbox {
namespace {

/// Nothing, or why a program cannot be run at this level.
std::optional<std::string> trouble_with(const Machine& machine, Level level) {
  Command command;
  command.argv = {"/bin/true"};
  command.folder = "/";
  Mounts mounts;
  mounts.mounts = {{"/usr/lib", "/box", false}};
  LimitSet limits;
  limits.wall_s = 10;
  limits.cpu_s = 5;
  auto confinement = Confinement::prepare(machine, level, command, mounts, limits);
  if (!confinement) return confinement.error().message;
  auto outer = process::run((*confinement)->command(), (*confinement)->bounds(), (*confinement)->tree().get());
  (*confinement)->started();
  if (!outer) return outer.error().message;
  auto outcome = (*confinement)->outcome_of(std::move(*outer));
  if (!outcome) return outcome.error().message;
  if (!outcome->succeeded()) return "a test program did not come to its end";
  return std::nullopt;
}

/// Tries the means that are optional, best first, and keeps the first combination that works.
std::optional<std::string> settle(Machine& machine, Level level) {
  std::optional<std::string> first;
  for (const bool no_nested : {true, false}) {
    for (const bool stages : {true, false}) {
      if (stages && !machine.root) continue;
      machine.no_nested = no_nested;
      machine.can_stage = stages;
      const auto trouble = trouble_with(machine, level);
      if (!trouble) return std::nullopt;
      if (!first) first = trouble;
    }
  }
  return first;
}

bool file_says(const char* path, char what) {
  std::ifstream in(path);
  return in.get() == what;
}

Missing without_groups() {
  std::string cause = "control groups cannot be made";
  if (auto home = CgroupHome::find(); !home) cause = home.error().message;
  return {"control groups", cause,
          "memory, processes and CPU time are watched from outside and may be exceeded for a moment",
          "run it as root, or in a delegated group: systemd-run --user --scope -p Delegate=yes ./threadmark …; in a "
          "container: "
          "docker run --cgroupns=private -v /sys/fs/cgroup:/sys/fs/cgroup:rw …"};
}

Missing without_bubblewrap() {
  return {"bubblewrap", "/usr/bin/bwrap is not installed", "programs see this machine's files, processes and network",
          "apt-get install bubblewrap"};
}

Missing without_namespaces(const std::string& why) {
  Missing missing{"user namespaces", why, "programs see this machine's files, processes and network", ""};
  if (file_says("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", '1'))
    missing.remedy =
        "AppArmor restricts them (Ubuntu 24.04): sysctl kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor "
        "profile for bwrap that "
        "allows userns";
  else if (file_says("/proc/sys/kernel/unprivileged_userns_clone", '0'))
    missing.remedy = "sysctl kernel.unprivileged_userns_clone=1";
  else if (file_says("/proc/sys/user/max_user_namespaces", '0'))
    missing.remedy = "sysctl user.max_user_namespaces=10000";
  else
    missing.remedy =
        "in a container its seccomp profile forbids them: docker run --security-opt seccomp=unconfined --security-opt "
        "apparmor=unconfined "
        "--security-opt systempaths=unconfined …";
  return missing;
}

Missing without_user(const std::string& why) {
  return {"another user", why, "submissions run as this user and can read and change what it can",
          "run it as root, or on a kernel with Landlock (5.13 or newer) and seccomp"};
}

}  // namespace

Probed probe_machine() {
  Probed probed;
  probed.machine = look_at_machine();
  Machine& machine = probed.machine;
  SandboxLevel& found = probed.level;
  if (!machine.cgroups) found.missing.push_back(without_groups());
  if (machine.bubblewrap.empty()) {
    found.missing.push_back(without_bubblewrap());
  } else {
    std::optional<std::string> trouble;
    if (machine.cgroups) {
      trouble = settle(machine, Level::full);
      if (!trouble) {
        found.level = Level::full;
        return probed;
      }
    }
    trouble = settle(machine, Level::no_cgroup);
    if (!trouble) {
      found.level = Level::no_cgroup;
      if (machine.cgroups) found.missing.push_back(without_groups());
      return probed;
    }
    found.missing.push_back(without_namespaces(*trouble));
  }
  const auto trouble = trouble_with(machine, Level::no_userns);
  if (!trouble) {
    found.level = Level::no_userns;
    return probed;
  }
  found.missing.push_back(without_user(*trouble));
  found.level = Level::off;
  return probed;
}

}  // namespace threadmark::sandbox
