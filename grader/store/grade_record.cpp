// Writing grades as JSON, member by member, and reading them again.
#include "grader/store/grade_record.hpp"

#include <utility>

namespace threadmark::store {
namespace {

using json::Array;
using json::Object;
using json::Value;

/// The value of an enumeration, numbered from 0 to `last`, whose name it is; the first when none has it.
template <class Enum>
Enum named(std::string_view name, Enum last) {
  for (int i = 0; i <= static_cast<int>(last); ++i)
    if (name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  return Enum{};
}

std::string text_at(const Value& record, std::string_view key) {
  const Value* value = record.find(key);
  return value != nullptr ? value->text() : std::string();
}

std::int64_t integer_at(const Value& record, std::string_view key, std::int64_t fallback = 0) {
  const Value* value = record.find(key);
  return value != nullptr ? value->integer(fallback) : fallback;
}

double number_at(const Value& record, std::string_view key) {
  const Value* value = record.find(key);
  return value != nullptr ? value->number() : 0;
}

bool flag_at(const Value& record, std::string_view key) {
  const Value* value = record.find(key);
  return value != nullptr && value->as_bool() != nullptr && *value->as_bool();
}

template <class Items, class Make>
Array array_of(const Items& items, const Make& make) {
  Array array;
  for (const auto& item : items)
    array.push_back(Value(make(item)));
  return array;
}

/// What the items of the array under that key give.
template <class Item, class Read>
std::vector<Item> items_of(const Value* record, const Read& read) {
  std::vector<Item> items;
  if (record == nullptr || record->as_array() == nullptr) return items;
  for (const Value& item : *record->as_array())
    items.push_back(read(item));
  return items;
}

const char* role_name(StepRole role) {
  if (role == StepRole::conflict) return "conflict";
  return role == StepRole::cycle ? "cycle" : "";
}

Value step_record(const Step& step) {
  Object object{{"n", step.n},
                {"task", step.task},
                {"name", step.name},
                {"process", step.process},
                {"op", name_of(step.op)},
                {"object", step.object},
                {"file", step.where.file},
                {"line", step.where.line}};
  if (step.value) object.emplace_back("value", *step.value);
  if (step.time_ms != 0) object.emplace_back("time_ms", static_cast<long>(step.time_ms));
  if (!step.after.empty()) object.emplace_back("after", array_of(step.after, [](int n) { return n; }));
  if (step.role != StepRole::none) object.emplace_back("role", role_name(step.role));
  if (step.hidden) object.emplace_back("hidden", true);
  return object;
}

Step step_of(const Value& record) {
  Step step;
  step.n = static_cast<int>(integer_at(record, "n"));
  step.task = text_at(record, "task");
  step.name = text_at(record, "name");
  step.process = static_cast<int>(integer_at(record, "process", 1));
  step.op = named(text_at(record, "op"), StepOp::fail);
  step.object = text_at(record, "object");
  step.where = {text_at(record, "file"), static_cast<int>(integer_at(record, "line"))};
  if (const Value* value = record.find("value")) step.value = value->text();
  step.time_ms = integer_at(record, "time_ms");
  step.after =
      items_of<int>(record.find("after"), [](const Value& value) { return static_cast<int>(value.integer()); });
  const std::string role = text_at(record, "role");
  step.role = role == "conflict" ? StepRole::conflict : role == "cycle" ? StepRole::cycle : StepRole::none;
  step.hidden = flag_at(record, "hidden");
  return step;
}

/// The members that findings and related places have in common and that only later stations read.
template <class Place>
Object place_detail(const Place& place) {
  Object object;
  if (place.step != 0) object.emplace_back("step", static_cast<long>(place.step));
  if (place.task != 0) object.emplace_back("task", place.task);
  if (place.object != 0) object.emplace_back("object", static_cast<long>(place.object));
  object.emplace_back("op", name_of(place.op));
  return object;
}

template <class Place>
void take_place_detail(Place& place, const Value& record) {
  place.step = integer_at(record, "step");
  place.task = static_cast<int>(integer_at(record, "task"));
  place.object = integer_at(record, "object");
  place.op = named(text_at(record, "op"), StepOp::fail);
}

Value finding_record(const Finding& finding) {
  return Object{{"kind", name_of(finding.kind)},
                {"warning", finding.severity == Severity::warning},
                {"check", finding.check},
                {"message", message_record(finding.message)},
                {"file", finding.where.file},
                {"line", finding.where.line},
                {"related", related_record(finding.related)},
                {"backend", finding.backend},
                {"replay", finding.replay},
                {"first_schedule", finding.first_schedule},
                {"schedule", schedule_record(finding.schedule)},
                {"detail", detail_record(finding)}};
}

Finding finding_of(const Value& record) {
  Finding finding;
  finding.kind = finding_kind_named(text_at(record, "kind")).value_or(FindingKind::data_race);
  finding.severity = flag_at(record, "warning") ? Severity::warning : Severity::error;
  finding.check = text_at(record, "check");
  if (const Value* message = record.find("message")) finding.message = message_of(*message);
  finding.where = {text_at(record, "file"), static_cast<int>(integer_at(record, "line"))};
  if (const Value* related = record.find("related")) finding.related = related_of(*related);
  finding.backend = text_at(record, "backend");
  finding.replay = text_at(record, "replay");
  finding.first_schedule = integer_at(record, "first_schedule");
  if (const Value* schedule = record.find("schedule")) finding.schedule = schedule_of(*schedule);
  if (const Value* detail = record.find("detail")) take_detail(finding, *detail);
  return finding;
}

Value check_record(const CheckResult& check) {
  Object object{{"id", check.id},
                {"title", check.title},
                {"status", name_of(check.status)},
                {"points", check.points},
                {"max_points", check.max_points},
                {"bonus", check.bonus},
                {"implied", check.implied},
                {"hint", check.hint}};
  if (check.reason) object.emplace_back("reason", message_record(*check.reason));
  return object;
}

CheckResult check_of(const Value& record) {
  CheckResult check;
  check.id = text_at(record, "id");
  check.title = text_at(record, "title");
  check.status = check_status_named(text_at(record, "status"));
  check.points = number_at(record, "points");
  check.max_points = number_at(record, "max_points");
  check.bonus = flag_at(record, "bonus");
  check.implied = flag_at(record, "implied");
  check.hint = text_at(record, "hint");
  if (const Value* reason = record.find("reason")) check.reason = message_of(*reason);
  return check;
}

Value run_record(const RunSummary& run) {
  return Object{{"backend", run.backend},
                {"unit", run.unit},
                {"strategy", run.strategy},
                {"schedules", run.schedules},
                {"exhaustive", run.exhaustive},
                {"steps", run.bounds.steps},
                {"spurious", run.bounds.spurious_wakeups},
                {"preemptions", run.bounds.preemptions},
                {"seconds", run.seconds}};
}

RunSummary run_of(const Value& record) {
  RunSummary run;
  run.backend = text_at(record, "backend");
  run.unit = text_at(record, "unit");
  run.strategy = text_at(record, "strategy");
  run.schedules = integer_at(record, "schedules");
  run.exhaustive = flag_at(record, "exhaustive");
  run.bounds = {.steps = integer_at(record, "steps"),
                .spurious_wakeups = static_cast<int>(integer_at(record, "spurious")),
                .preemptions = static_cast<int>(integer_at(record, "preemptions"))};
  run.seconds = number_at(record, "seconds");
  return run;
}

Value stage_record(const StageTime& stage) {
  return Object{{"stage", stage.stage}, {"seconds", stage.seconds}};
}

StageTime stage_of(const Value& record) {
  return {.stage = text_at(record, "stage"), .seconds = number_at(record, "seconds")};
}

Value cross_check_record(const CrossCheck& cross) {
  return Object{{"tool", cross.tool},
                {"status", cross.status},
                {"message", message_record(cross.message)},
                {"file", cross.where.file},
                {"line", cross.where.line}};
}

CrossCheck cross_check_of(const Value& record) {
  CrossCheck cross;
  cross.tool = text_at(record, "tool");
  cross.status = text_at(record, "status");
  if (const Value* message = record.find("message")) cross.message = message_of(*message);
  cross.where = {text_at(record, "file"), static_cast<int>(integer_at(record, "line"))};
  return cross;
}

}  // namespace

Verdict verdict_named(std::string_view name) {
  return named(name, Verdict::grader_error);
}

CheckStatus check_status_named(std::string_view name) {
  return named(name, CheckStatus::skipped);
}

Value message_record(const Message& message) {
  Object args;
  for (const auto& [name, value] : message.args)
    args.emplace_back(name, value);
  return Object{{"id", message.id}, {"args", std::move(args)}};
}

Message message_of(const Value& record) {
  Message message;
  message.id = text_at(record, "id");
  if (const Value* args = record.find("args"); args != nullptr && args->as_object() != nullptr)
    for (const auto& [name, value] : *args->as_object())
      message.args.emplace(name, value.text());
  return message;
}

Value schedule_record(const std::vector<Step>& schedule) {
  return array_of(schedule, step_record);
}

std::vector<Step> schedule_of(const Value& record) {
  return items_of<Step>(&record, step_of);
}

Value related_record(const std::vector<RelatedPlace>& related) {
  return array_of(related, [](const RelatedPlace& place) {
    Object object{{"file", place.where.file}, {"line", place.where.line}, {"message", message_record(place.message)}};
    for (auto& member : place_detail(place))
      object.push_back(std::move(member));
    return Value(std::move(object));
  });
}

std::vector<RelatedPlace> related_of(const Value& record) {
  return items_of<RelatedPlace>(&record, [](const Value& item) {
    RelatedPlace place;
    place.where = {text_at(item, "file"), static_cast<int>(integer_at(item, "line"))};
    if (const Value* message = item.find("message")) place.message = message_of(*message);
    take_place_detail(place, item);
    return place;
  });
}

Value detail_record(const Finding& finding) {
  return place_detail(finding);
}

void take_detail(Finding& finding, const Value& record) {
  take_place_detail(finding, record);
}

std::string grade_record(const Grade& grade) {
  Object object{{"lesson", grade.lesson},
                {"submission", grade.submission},
                {"files", array_of(grade.files, [](const std::string& file) { return file; })},
                {"sha256", grade.sha256},
                {"verdict", name_of(grade.verdict)},
                {"max_score", grade.max_score},
                {"checks", array_of(grade.checks, check_record)},
                {"findings", array_of(grade.findings, finding_record)},
                {"runs", array_of(grade.runs, run_record)},
                {"sandbox", grade.sandbox},
                {"review", array_of(grade.review, message_record)},
                {"cross_check", array_of(grade.cross_check, cross_check_record)},
                {"seed", Value(static_cast<unsigned long>(grade.seed))},
                {"duration_ms", grade.duration_ms},
                {"stages", array_of(grade.stages, stage_record)},
                {"toolchain", grade.toolchain},
                {"threadmark", grade.threadmark},
                {"problem", grade.problem}};
  if (grade.score) object.emplace_back("score", *grade.score);
  return json::write(object, json::Layout::one_line);
}

Result<Grade> grade_of(std::string_view text) {
  const auto record = json::read(text, {.bytes = std::size_t{1} << 30, .depth = 64});
  if (!record || record->as_object() == nullptr) return fail(internal_error("What was said is no record of a grade."));
  Grade grade;
  grade.lesson = text_at(*record, "lesson");
  grade.submission = text_at(*record, "submission");
  grade.files = items_of<std::string>(record->find("files"), [](const Value& file) { return file.text(); });
  grade.sha256 = text_at(*record, "sha256");
  grade.verdict = verdict_named(text_at(*record, "verdict"));
  if (const Value* score = record->find("score")) grade.score = score->number();
  grade.max_score = number_at(*record, "max_score");
  grade.checks = items_of<CheckResult>(record->find("checks"), check_of);
  grade.findings = items_of<Finding>(record->find("findings"), finding_of);
  grade.runs = items_of<RunSummary>(record->find("runs"), run_of);
  grade.sandbox = text_at(*record, "sandbox");
  grade.review = items_of<Message>(record->find("review"), message_of);
  grade.cross_check = items_of<CrossCheck>(record->find("cross_check"), cross_check_of);
  if (const Value* seed = record->find("seed")) grade.seed = seed->natural();
  grade.duration_ms = number_at(*record, "duration_ms");
  grade.stages = items_of<StageTime>(record->find("stages"), stage_of);
  grade.toolchain = text_at(*record, "toolchain");
  grade.threadmark = text_at(*record, "threadmark");
  grade.problem = text_at(*record, "problem");
  return grade;
}

}  // namespace threadmark::store
