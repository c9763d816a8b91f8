// Running programs confined, at the level that was chosen.
#include "grader/sandbox/sandbox.hpp"

#include <array>
#include <utility>

#include "grader/process/terminal.hpp"
#include "grader/sandbox/confinement.hpp"
#include "grader/sandbox/probe.hpp"

namespace threadmark::sandbox {
namespace {

constexpr std::array<std::pair<Level, std::string_view>, 4> names = {
    {{Level::off, "off"}, {Level::no_userns, "no-userns"}, {Level::no_cgroup, "no-cgroup"}, {Level::full, "full"}}};

/// A conversation whose end is told by the box, not by the outermost process.
class ConfinedConversation : public Conversation {
 public:
  ConfinedConversation(std::unique_ptr<Confinement> confinement, std::unique_ptr<Conversation> conversation)
      : confinement_(std::move(confinement)), conversation_(std::move(conversation)) {}

  bool write(std::string_view bytes, double within_s) override { return conversation_->write(bytes, within_s); }
  process::ReadEnd read(std::string& to, std::size_t most, double within_s) override {
    return conversation_->read(to, most, within_s);
  }
  pid_t pid() const override { return conversation_->pid(); }

  Outcome finish(double within_s) override {
    const Outcome outer = conversation_->finish(within_s);
    auto outcome = confinement_->outcome_of(outer);
    if (outcome) return *outcome;
    Outcome failed = outer;
    failed.err = outcome.error().message;
    if (failed.status == 0 && failed.signal == 0) failed.status = 127;
    return failed;
  }

 private:
  std::unique_ptr<Confinement> confinement_;
  std::unique_ptr<Conversation> conversation_;
};

}  // namespace

std::string_view name_of(Level level) {
  for (const auto& [value, name] : names)
    if (value == level) return name;
  return "off";
}

std::optional<Level> level_named(std::string_view name) {
  for (const auto& [value, known] : names)
    if (known == name) return value;
  return std::nullopt;
}

struct Sandbox::Inner {
  Machine machine;
  SandboxLevel level;
};

Sandbox::Sandbox(std::shared_ptr<const Inner> inner) : inner_(std::move(inner)) {}

const SandboxLevel& Sandbox::level() const {
  return inner_->level;
}

void Sandbox::end_all_of(pid_t grader) const {
  if (inner_->machine.cgroups) Cgroup::end_all_of(*inner_->machine.cgroups, grader);
}

std::string Sandbox::path_inside(const Mounts& mounts, const std::filesystem::path& host) const {
  if (inner_->level.level < Level::no_cgroup) return host.string();
  std::string best = host.string();
  std::size_t length = 0;
  for (const Mount& mount : mounts.mounts) {
    const std::string from = mount.host.string();
    const std::string path = host.string();
    const bool below = path == from || (path.starts_with(from) && path[from.size()] == '/');
    if (!below || from.size() <= length) continue;
    length = from.size();
    best = mount.inside + path.substr(from.size());
  }
  return best;
}

Result<Outcome> Sandbox::run(const Command& command, const Mounts& mounts, const LimitSet& limits) const {
  auto confinement = Confinement::prepare(inner_->machine, inner_->level.level, command, mounts, limits);
  if (!confinement) return fail(confinement.error());
  auto outer = process::run((*confinement)->command(), (*confinement)->bounds(), (*confinement)->tree().get());
  (*confinement)->started();
  if (!outer) return fail(outer.error());
  return (*confinement)->outcome_of(std::move(*outer));
}

Result<std::unique_ptr<Conversation>> Sandbox::converse(const Command& command, const Mounts& mounts,
                                                        const LimitSet& limits, ConversationPipes pipes) const {
  auto confinement = Confinement::prepare(inner_->machine, inner_->level.level, command, mounts, limits);
  if (!confinement) return fail(confinement.error());
  auto conversation =
      process::converse((*confinement)->command(), (*confinement)->bounds(), (*confinement)->tree(), pipes);
  (*confinement)->started();
  if (!conversation) return fail(conversation.error());
  return std::make_unique<ConfinedConversation>(std::move(*confinement), std::move(*conversation));
}

Result<int> Sandbox::run_at_terminal(const Command& command, const Mounts& mounts) const {
  process::Command outer;
  outer.argv = command.argv;
  outer.environment = command.environment;
  outer.folder = "/";
  if (inner_->level.level >= Level::no_cgroup) {
    const std::vector<std::string> around = terminal_arguments(inner_->machine, command, mounts);
    outer.argv.insert(outer.argv.begin(), around.begin(), around.end());
  } else {
    outer.folder = path_inside(mounts, command.folder);
  }
  return process::run_at_terminal(std::move(outer));
}

SandboxLevel Sandbox::probe() {
  return probe_machine().level;
}

Result<Sandbox> Sandbox::open(Level least) {
  Probed probed = probe_machine();
  if (probed.level.level < least) {
    std::string message = "The sandbox level \"" + std::string(name_of(least)) +
                          "\" is asked for, and this machine offers \"" + std::string(name_of(probed.level.level)) +
                          "\".";
    for (const Missing& missing : probed.level.missing)
      message += " Missing: " + missing.what + " (" + missing.cause + "); without it " + missing.lost +
                 ". Remedy: " + missing.remedy + ".";
    return fail(environment_error(std::move(message)));
  }
  auto inner = std::make_shared<Inner>();
  inner->machine = std::move(probed.machine);
  inner->level = std::move(probed.level);
  return Sandbox(std::move(inner));
}

Sandbox Sandbox::at(Level level) {
  auto inner = std::make_shared<Inner>();
  inner->machine = look_at_machine();
  inner->machine.can_stage = inner->machine.root;
  inner->level.level = level;
  return Sandbox(std::move(inner));
}

}  // namespace threadmark::sandbox
