// The conversation with a program's fork server.
#include "grader/run/explorer.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <random>
#include <span>
#include <utility>

#include "grader/run/program_start.hpp"
#include "grader/run/trace_run.hpp"
#include "harness/trace/protocol.hpp"
#include "harness/trace/reader.hpp"

namespace threadmark::run {
namespace {

// Of one answer: the last resort, far beyond any budget of steps or CPU time.
constexpr double patience_s = 600;
constexpr std::size_t chunk = 1 << 18;

std::string escaped(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("._/:-").find(c) != std::string_view::npos;
    if (plain) {
      result += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      result += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return result;
}

// What a program must say back at the end of each answer; not guessable, and never in its arguments or environment.
std::string fresh_nonce() {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::random_device source;
  std::string nonce;
  while (nonce.size() < sizeof(trace::DoneBody::nonce))
    nonce += digits[source() & 15U];
  return nonce;
}

class PipedExplorer final : public Explorer {
 public:
  PipedExplorer(std::unique_ptr<sandbox::Conversation> child, const ExplorerSetup& setup)
      : child_(std::move(child)),
        case_id_(setup.run_case.id),
        limits_(setup.limits),
        must_block_(setup.must_block),
        nonce_(fresh_nonce()) {
    for (const ObservedFile& file : setup.observed_files)
      files_ += (files_.empty() ? "" : ",") + escaped(file.path);
  }

  Result<void> begin() {
    const auto hello = next_frame();
    if (!hello) return fail(hello.error());
    const auto body = trace::read_hello(hello->body);
    if (hello->kind != trace::FrameKind::hello || !body || body->version != trace::format_version)
      return fail(internal_error("the program's runtime speaks another version of the protocol"));
    return send("nonce " + nonce_);
  }

  Result<std::vector<std::string>> units() override {
    std::vector<std::string> names;
    if (auto sent = send("units"); !sent) return fail(sent.error());
    auto done = answer([&](const trace::Frame& frame) {
      if (frame.kind == trace::FrameKind::unit)
        names.emplace_back(reinterpret_cast<const char*>(frame.body.data()), frame.body.size());
      return true;
    });
    if (!done) return fail(done.error());
    return names;
  }

  Result<RunSummary> explore(const ExplorePlan& exploration, RunSink& sink) override {
    const auto begin = std::chrono::steady_clock::now();
    RunSummary summary;
    summary.backend = "explore";
    summary.unit = exploration.unit;
    summary.strategy = exploration.strategy;
    long last = 0;
    bool wanted = true;
    // In slices, so that what nobody wants to know any more is not explored at length.
    for (long from = 1; wanted && from <= exploration.schedules;) {
      const long to = std::min(exploration.schedules, from + slice(from) - 1);
      auto sent = send("explore unit=" + escaped(exploration.unit) + " strategy=" + escaped(exploration.strategy) +
                       " seed=" + std::to_string(exploration.seed) + " from=" + std::to_string(from) +
                       " to=" + std::to_string(to) + " time=both" + limits_of(exploration.steps));
      if (!sent) return fail(sent.error());
      auto done = answer([&](const trace::Frame& frame) {
        if (frame.kind != trace::FrameKind::run) return true;
        const auto view = trace::read_run(frame.body);
        if (!view) return false;
        // Once nothing more is wanted the rest of a slice does not count, however much of it was made.
        if (!wanted || view->header.end == trace::RunEnd::pruned) return true;
        if (view->header.end == trace::RunEnd::broken) return false;
        const Run run = run_of(*view, exploration.unit, case_id_, false);
        last = run.schedule;
        wanted = sink.take(run);
        return true;
      });
      if (!done) return fail(done.error());
      if (done->canary == 0)
        return fail(internal_error(
            "the race detector did not report the race that it is tested with in every run: the submission has blinded "
            "it, or it is broken; a person must look at the submission"));
      const bool complete = done->exhaustive != 0 || done->stopped != 0 || static_cast<long>(done->schedules) < to;
      summary.schedules = wanted ? static_cast<long>(done->schedules) : last;
      summary.exhaustive = wanted && done->exhaustive != 0;
      summary.bounds = {.steps = static_cast<long>(done->steps),
                        .spurious_wakeups = static_cast<int>(done->spurious),
                        .preemptions = done->preemptions};
      if (complete) break;
      from = to + 1;
    }
    summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return summary;
  }

  Result<Run> replay(const Replay& wanted) override {
    auto sent = send("replay unit=" + escaped(wanted.unit) + " choices=" + wanted.choices +
                     " time=" + (wanted.time == TimeMode::any ? "any" : "exact") +
                     " detail=" + (wanted.full_detail ? "full" : "observable") + limits_of(wanted.steps, wanted.cpu_s));
    if (!sent) return fail(sent.error());
    return one_run(wanted.unit, wanted.full_detail);
  }

 private:
  static long slice(long from) { return from < 64 ? 64 : 512; }

  std::string limits_of(long steps, double cpu_s = 0) const {
    if (cpu_s <= 0 || cpu_s > limits_.cpu_s) cpu_s = limits_.cpu_s;
    std::string text = " steps=" + std::to_string(steps) + " output_kb=" + std::to_string(limits_.output_kb) +
                       " processes=" + std::to_string(limits_.processes) +
                       " memory_mb=" + std::to_string(limits_.memory_mb) +
                       " cpu_ms=" + std::to_string(static_cast<long>(cpu_s * 1000));
    if (must_block_) text += " must_block=1";
    if (!files_.empty()) text += " files=" + files_;
    return text;
  }

  Result<Run> one_run(const std::string& unit, bool full) {
    std::optional<Run> run;
    auto done = answer([&](const trace::Frame& frame) {
      if (frame.kind != trace::FrameKind::run) return true;
      const auto view = trace::read_run(frame.body);
      if (!view) return false;
      run = run_of(*view, unit, case_id_, full);
      return true;
    });
    if (!done) return fail(done.error());
    if (!run) return fail(internal_error("the runtime answered a replay without a run"));
    return *std::move(run);
  }

  Result<void> send(const std::string& line) {
    if (child_->write(line + "\n", patience_s)) return {};
    return fail(gone());
  }

  Error gone() {
    const sandbox::Outcome end = child_->finish(1);
    const std::string how = end.signal != 0 ? "was ended by signal " + std::to_string(end.signal)
                                            : "ended with status " + std::to_string(end.status);
    return internal_error("the program's fork server " + how + (end.err.empty() ? "" : ": " + end.err.substr(0, 500)));
  }

  Result<trace::Frame> next_frame() {
    for (;;) {
      trace::Frame frame;
      const auto state = frames_.next(frame);
      if (state == trace::FrameReader::State::frame) return frame;
      if (state == trace::FrameReader::State::broken)
        return fail(internal_error("what the program sent is not in the trace format"));
      bytes_.clear();
      const auto end = child_->read(bytes_, chunk, patience_s);
      if (end != process::ReadEnd::data) return fail(gone());
      frames_.feed(std::as_bytes(std::span(bytes_)));
    }
  }

  // Feeds each frame of an answer to `take` (false: it is malformed) and gives the end of the answer.
  template <class Take>
  Result<trace::DoneBody> answer(Take take) {
    for (;;) {
      const auto frame = next_frame();
      if (!frame) return fail(frame.error());
      if (frame->kind == trace::FrameKind::error)
        return fail(internal_error("the controlled runtime cannot go on: " +
                                   std::string(reinterpret_cast<const char*>(frame->body.data()), frame->body.size())));
      if (frame->kind == trace::FrameKind::done) {
        const auto body = trace::read_done(frame->body);
        if (!body || std::string_view(body->nonce, sizeof(body->nonce)) != nonce_)
          return fail(internal_error("the program's answer does not carry the agreed closing record"));
        return *body;
      }
      if (!take(*frame)) return fail(internal_error("what the program sent about a run is not in the trace format"));
    }
  }

  std::unique_ptr<sandbox::Conversation> child_;
  std::string case_id_;
  Limits limits_;
  bool must_block_;
  std::string nonce_;
  std::string files_;
  trace::FrameReader frames_;
  std::string bytes_;
};

}  // namespace

Result<std::unique_ptr<Explorer>> start_explorer(const ExplorerSetup& setup) {
  const sandbox::Mounts mounts = program_mounts(setup.build);
  sandbox::Command command = program_command(setup.sandbox, mounts, setup.program, setup.run_case);
  command.environment.emplace_back("THREADMARK_CHANNEL=3,4");
  // The runtime itself bounds each run; these bound the whole exploration.
  sandbox::LimitSet limits;
  limits.wall_s = setup.limits.wall_s * 20;
  limits.cpu_s = setup.limits.wall_s * 20;
  // What a run touches has four times as much shadow; the server, its records and the runtime come on top.
  limits.memory_mb = setup.limits.memory_mb * 6 + 256;
  limits.processes = setup.limits.processes * 4;
  limits.file_kb = setup.limits.file_kb;
  auto child = setup.sandbox.converse(command, mounts, limits);
  if (!child) return fail(child.error());
  auto explorer = std::make_unique<PipedExplorer>(*std::move(child), setup);
  if (auto begun = explorer->begin(); !begun) return fail(begun.error());
  return explorer;
}

}  // namespace threadmark::run
