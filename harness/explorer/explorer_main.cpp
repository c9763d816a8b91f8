// threadmark-explorer: explores a linked program from the command line, for development and benchmarks; text out, no
// places resolved.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/trace/reader.hpp"

namespace {

using namespace threadmark::trace;

struct Options {
  std::string program;
  std::vector<std::string> arguments;
  std::map<std::string, std::string> parameters = {{"to", "2000"}, {"until", "failure"}};
  std::string verb = "explore";
  bool quiet = false;
  bool records = false;
};

constexpr const char* usage =
    "usage: threadmark-explorer [KEY=VALUE…] [--replay | --units] [--records] [--quiet] PROGRAM "
    "[ARGUMENTS…]\n"
    "keys are those of harness/trace/protocol.hpp: strategy, seed, to, time, until, choices, unit, steps, detail …\n";

constexpr const char* kind_names[finding_kind_count] = {
    "data-race",      "deadlock",        "lock-order",          "lost-wakeup",  "livelock",
    "lock-misuse",    "order-violation", "invariant-violation", "wrong-output", "missing-output",
    "extra-output",   "not-concurrent",  "test-failure",        "crash",        "memory-error",
    "leak",           "orphan-process",  "zombie-process",      "wrong-exit",   "timeout",
    "limit-exceeded", "forbidden",       "build-error"};

constexpr const char* op_names[step_op_count] = {"lock",    "unlock", "wait",  "wake",  "notify", "read",  "write",
                                                 "atomic",  "fork",   "spawn", "join",  "exit",   "sleep", "send",
                                                 "receive", "open",   "close", "print", "fail",   "other"};

bool read_options(int count, char** words, Options& options) {
  int at = 1;
  for (; at < count; ++at) {
    const std::string word = words[at];
    const std::size_t equals = word.find('=');
    if (word == "--replay" || word == "--units") {
      options.verb = word.substr(2);
    } else if (word == "--quiet") {
      options.quiet = true;
    } else if (word == "--records") {
      options.records = true;
    } else if (equals != std::string::npos && word[0] != '/' && word[0] != '.') {
      options.parameters[word.substr(0, equals)] = word.substr(equals + 1);
    } else {
      break;
    }
  }
  if (at == count) return false;
  options.program = words[at++];
  options.arguments.assign(words + at, words + count);
  return true;
}

struct Server {
  pid_t pid = -1;
  int commands = -1;
  int answers = -1;
};

Server start(const Options& options) {
  int commands[2];
  int answers[2];
  if (pipe2(commands, O_CLOEXEC) != 0 || pipe2(answers, O_CLOEXEC) != 0) return {};
  const pid_t pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // Out of the way of 3 and 4 first.
    const int from = fcntl(commands[0], F_DUPFD_CLOEXEC, 10);
    const int to = fcntl(answers[1], F_DUPFD_CLOEXEC, 10);
    dup2(from, 3);
    dup2(to, 4);
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, 0);
    setenv("THREADMARK_CHANNEL", "3,4", 1);
    std::vector<char*> words{const_cast<char*>(options.program.c_str())};
    for (const std::string& argument : options.arguments)
      words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    execv(words[0], words.data());
    _exit(127);
  }
  close(commands[0]);
  close(answers[1]);
  return {pid, commands[1], answers[0]};
}

std::string command_line(const Options& options) {
  std::string line = options.verb;
  for (const auto& [key, value] : options.parameters) {
    const bool of_exploring = key == "to" || key == "until" || key == "strategy" || key == "all";
    if (options.verb != "explore" && of_exploring) continue;
    line += ' ' + key + '=' + value;
  }
  return line + "\n";
}

void print_text(std::string_view text) {
  for (const char c : text) {
    if (c == '\0') {
      std::putchar('|');
    } else if (c == '\n') {
      std::fputs("\\n", stdout);
    } else {
      std::putchar(c);
    }
  }
}

void print_record(const RecordView& record) {
  std::printf("  %3u kind %u T%u P%u", record.step, static_cast<unsigned>(record.kind), record.task, record.process);
  if (record.kind == RecordKind::step || record.kind == RecordKind::place) std::printf(" %s", op_names[record.op]);
  if (record.kind == RecordKind::finding) std::printf(" %s", kind_names[record.op]);
  std::printf(" object %u at %lx value %ld other %ld flags %x", record.object, record.address, record.value,
              record.other, record.flags);
  for (std::size_t i = 0; i < record.stack_count; ++i)
    std::printf(i == 0 ? " pc %lx" : " < %lx", record.stack(i));
  for (std::size_t i = 0; i < record.after_count; ++i)
    std::printf(" after %u", record.after(i));
  std::printf(" ");
  print_text(record.text());
  std::printf("\n");
}

// What the whole answer amounts to.
struct Tally {
  std::uint64_t runs_told = 0;
  std::uint64_t first_failure = 0;
  std::uint64_t first_race = 0;
  std::string failure;
  bool done = false;
};

void look_at_run(const Options& options, std::span<const std::byte> body, Tally& tally) {
  const auto run = read_run(body);
  if (!run) {
    std::printf("a run that cannot be read\n");
    return;
  }
  ++tally.runs_told;
  const RunHeader& header = run->header;
  const std::uint32_t races = 1U << static_cast<int>(FindingKind::data_race);
  const std::uint32_t orders = 1U << static_cast<int>(FindingKind::lock_order);
  if ((header.findings & races) != 0 && tally.first_race == 0) tally.first_race = header.schedule;
  const std::uint32_t leaks = 1U << static_cast<int>(FindingKind::leak);
  const bool failed = (header.findings & ~(races | orders | leaks)) != 0;
  if (failed && tally.first_failure == 0) tally.first_failure = header.schedule;
  if (options.quiet && !failed) return;
  RecordReader records(run->records);
  RecordView record;
  std::string kinds;
  while (records.next(record)) {
    if (record.kind != RecordKind::finding) continue;
    const std::string name = kind_names[record.op];
    kinds += " " + name + "(" + std::string(read_message(record.text()).id) + ")";
    if (failed && (1U << record.op & (races | orders | leaks)) == 0 && tally.failure.empty()) tally.failure = name;
  }
  if (options.quiet) return;
  std::printf("schedule %lu %.*s %s end %d status %x steps %lu time %.9f digest %016lx%s%s choices %.*s\n",
              header.schedule, static_cast<int>(run->strategy.size()), run->strategy.data(),
              header.time == TimeMode::any ? "any" : "exact", static_cast<int>(header.end), header.status, header.steps,
              static_cast<double>(header.virtual_ns) * 1e-9, header.digest, header.deviated ? " deviated" : "",
              kinds.c_str(), static_cast<int>(run->choices.size()), run->choices.data());
  if (records.broken()) std::printf("  records broken\n");
  if (!options.records) return;
  RecordReader again(run->records);
  while (again.next(record))
    print_record(record);
}

void look_at(const Options& options, const Frame& frame, Tally& tally) {
  switch (frame.kind) {
    case FrameKind::hello:
      break;
    case FrameKind::unit:
      std::printf("unit %.*s\n", static_cast<int>(frame.body.size()), reinterpret_cast<const char*>(frame.body.data()));
      break;
    case FrameKind::run:
      look_at_run(options, frame.body, tally);
      break;
    case FrameKind::error:
      std::printf("error: %.*s\n", static_cast<int>(frame.body.size()),
                  reinterpret_cast<const char*>(frame.body.data()));
      break;
    case FrameKind::done:
      if (const auto done = read_done(frame.body); done)
        std::printf("done schedules=%lu distinct=%lu exhaustive=%d first_failure=%lu first_race=%lu failure=%s\n",
                    done->schedules, done->distinct, done->exhaustive, tally.first_failure, tally.first_race,
                    tally.failure.empty() ? "-" : tally.failure.c_str());
      tally.done = true;
      break;
  }
}

}  // namespace

int main(int count, char** words) {
  Options options;
  if (!read_options(count, words, options)) {
    std::fputs(usage, stderr);
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  const Server server = start(options);
  const std::string line = "nonce 00112233445566778899aabbccddeeff\n" + command_line(options) + "quit\n";
  const bool said = write(server.commands, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  FrameReader reader;
  Tally tally;
  std::array<std::byte, 65536> buffer;
  for (ssize_t got = 0; said && (got = read(server.answers, buffer.data(), buffer.size())) > 0;) {
    reader.feed(std::span(buffer).first(static_cast<std::size_t>(got)));
    Frame frame;
    while (reader.next(frame) == FrameReader::State::frame)
      look_at(options, frame, tally);
  }
  int status = 0;
  waitpid(server.pid, &status, 0);
  if (!tally.done) std::printf("the program ended without an answer, status %x\n", status);
  return !tally.done ? 3 : tally.first_failure != 0 || tally.first_race != 0 ? 1 : 0;
}
