// Reading the runtime's record of a run as steps at the student's lines.
#include "grader/observe/interleaving.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>

#include "grader/observe/place_names.hpp"
#include "harness/trace/reader.hpp"

namespace threadmark::observe {
namespace {

// What a task starts, and what it joins, is another task: the one whose first step comes after the start, and the one
// whose last step the join comes after.
void name_tasks(std::vector<Step>& steps) {
  std::map<int, Step*> numbered;
  std::map<std::string, bool> begun;
  for (Step& step : steps) {
    numbered[step.n] = &step;
    const bool first = !std::exchange(begun[step.task], true);
    for (const int before : step.after) {
      const auto earlier = numbered.find(before);
      if (earlier == numbered.end() || earlier->second->task == step.task) continue;
      Step& other = *earlier->second;
      if (first && (other.op == StepOp::spawn || other.op == StepOp::fork)) other.object = step.task;
      if (step.op == StepOp::join) step.object = other.task;
    }
  }
}

class DwarfInterleavings final : public Interleavings {
 public:
  explicit DwarfInterleavings(StudentPlaces places) : places_(std::move(places)) {}

  Result<Interleaving> read(Run run) override {
    Interleaving result;
    PlaceNames names(places_);
    const std::string trace = std::exchange(run.trace, "");
    const std::span<const std::byte> bytes = std::as_bytes(std::span(trace));
    // Names first: tasks are recorded at the end, but their steps come before.
    trace::RecordReader learner(bytes);
    for (trace::RecordView record; learner.next(record);)
      names.learn(record);
    if (learner.broken()) return fail(internal_error("the record of a replay is not in the trace format"));
    trace::RecordReader reader(bytes);
    for (trace::RecordView record; reader.next(record);)
      if (record.kind == trace::RecordKind::step) result.steps.push_back(step_of(record, names));
    name_tasks(result.steps);
    for (Event& event : run.events)
      event.where = places_.innermost(event.stack).where;
    for (TestOutcome& test : run.tests)
      test.where = places_.innermost(test.stack).where;
    for (Finding& finding : run.findings)
      place(finding, names);
    result.run = std::move(run);
    return result;
  }

 private:
  Step step_of(const trace::RecordView& record, PlaceNames& names) {
    Step step;
    step.n = static_cast<int>(record.step);
    step.task = "T" + std::to_string(record.task);
    step.name = names.task(record.task);
    step.process = record.process;
    step.op = record.op < static_cast<int>(trace::StepOp::other) ? static_cast<StepOp>(record.op) : StepOp::wake;
    step.hidden = record.op >= static_cast<int>(trace::StepOp::other);
    step.object = names.object(record.object);
    if (step.object.empty()) step.object = names.memory(record.address);
    step.where = places_.innermost(stack_of(record)).where;
    step.time_ms = record.time_ns / 1'000'000;
    if ((record.flags & trace::flag_value) != 0) step.value = std::to_string(record.value);
    if (record.text_size > 0) step.value = std::string(record.text());
    for (std::size_t i = 0; i < record.after_count; ++i)
      step.after.push_back(static_cast<int>(record.after(i)));
    return step;
  }

  // What a sentence may say of one place, by the names of its arguments.
  void describe(Message& message, const std::string& prefix, int task, const std::string& object, const Location& where,
                StepOp op, PlaceNames& names) {
    const std::string name = names.task(task);
    message.args[prefix + "task"] =
        task == 0 ? "" : "T" + std::to_string(task) + (name.empty() ? "" : " (" + name + ")");
    message.args[prefix + "object"] = object;
    message.args[prefix + "line"] = std::to_string(where.line);
    message.args[prefix + "op"] = std::string(name_of(op));
  }

  // What a join waits for is a task, not the memory that its handle lies in.
  std::string object_name(const RelatedPlace& place, PlaceNames& names) {
    const std::string name = names.object(place.object);
    return name.empty() && place.op != StepOp::join ? names.memory(place.address) : name;
  }

  void place(Finding& finding, PlaceNames& names) {
    finding.where = places_.innermost(finding.stack).where;
    const RelatedPlace at{.object = finding.object, .address = finding.address, .op = finding.op};
    describe(finding.message, "", finding.task, object_name(at, names), finding.where, finding.op, names);
    for (RelatedPlace& related : finding.related) {
      related.where = places_.innermost(related.stack).where;
      const std::string object = object_name(related, names);
      describe(related.message, "", related.task, object, related.where, related.op, names);
      const std::string role = related.message.id.substr(related.message.id.rfind('.') + 1);
      describe(finding.message, role + "-", related.task, object, related.where, related.op, names);
    }
    // The first place in the student's own files is the one to blame.
    if (finding.where.line == 0)
      for (const RelatedPlace& related : finding.related)
        if (finding.where.line == 0 && related.where.line > 0) finding.where = related.where;
  }

  StudentPlaces places_;
};

}  // namespace

Result<std::unique_ptr<Interleavings>> Interleavings::open(const std::filesystem::path& executable,
                                                           std::vector<std::string> files) {
  auto symbolizer = Symbolizer::open(executable);
  if (!symbolizer) return fail(symbolizer.error());
  return std::make_unique<DwarfInterleavings>(StudentPlaces(*std::move(symbolizer), std::move(files)));
}

}  // namespace threadmark::observe
