// What the writer writes the reader reads, and nothing that is not well formed gets through.
#include <array>
#include <cstring>
#include <string>

#include <gtest/gtest.h>

#include "harness/trace/reader.hpp"
#include "harness/trace/writer.hpp"

namespace threadmark::trace {
namespace {

struct Buffer {
  alignas(8) std::array<std::byte, 4096> bytes{};
  RecordBuffer records;
  Buffer() { records.open(bytes.data(), bytes.size()); }
};

Record record_of(RecordKind kind, std::uint16_t task, std::int64_t value) {
  Record record;
  record.kind = kind;
  record.task = task;
  record.process = 1;
  record.value = value;
  return record;
}

std::vector<std::byte> framed(FrameKind kind, std::span<const std::byte> body) {
  const FrameHeader header{.kind = kind, .size = body.size()};
  std::vector<std::byte> frame(sizeof header + body.size());
  std::memcpy(frame.data(), &header, sizeof header);
  if (!body.empty()) std::memcpy(frame.data() + sizeof header, body.data(), body.size());
  return frame;
}

std::vector<std::byte> run_of(const RunHeader& given, std::string_view strategy, std::string_view choices,
                              std::span<const std::byte> records) {
  RunHeader header = given;
  header.strategy_size = static_cast<std::uint32_t>(strategy.size());
  header.choices_size = static_cast<std::uint32_t>(choices.size());
  header.records_size = records.size();
  const std::size_t plain = sizeof header + strategy.size() + choices.size();
  std::vector<std::byte> body((plain + 7) / 8 * 8 + records.size());
  std::memcpy(body.data(), &header, sizeof header);
  std::memcpy(body.data() + sizeof header, strategy.data(), strategy.size());
  std::memcpy(body.data() + sizeof header + strategy.size(), choices.data(), choices.size());
  std::memcpy(body.data() + (plain + 7) / 8 * 8, records.data(), records.size());
  return body;
}

TEST(Trace, GivesBackEveryTailOfARecord) {
  Buffer buffer;
  const std::array<std::uint64_t, 2> stack{0x401000, 0x402000};
  const std::array<std::uint32_t, 3> after{4, 5, 6};
  ASSERT_NE(buffer.records.append(record_of(RecordKind::output, 2, 1), {stack, after, "hello\n"}), nullptr);
  ASSERT_NE(buffer.records.append(record_of(RecordKind::thread_end, 2, 0), {}), nullptr);
  RecordReader reader(buffer.records.bytes());
  RecordView view;
  ASSERT_TRUE(reader.next(view));
  EXPECT_EQ(view.kind, RecordKind::output);
  EXPECT_EQ(view.task, 2);
  EXPECT_EQ(view.stack(1), 0x402000U);
  EXPECT_EQ(view.stack(2), 0U);
  EXPECT_EQ(view.after(2), 6U);
  EXPECT_EQ(view.text(), "hello\n");
  ASSERT_TRUE(reader.next(view));
  EXPECT_EQ(view.kind, RecordKind::thread_end);
  EXPECT_EQ(view.text(), "");
  EXPECT_FALSE(reader.next(view));
  EXPECT_FALSE(reader.broken());
}

TEST(Trace, DropsWhatDoesNotFitAndSaysSo) {
  Buffer buffer;
  const std::string big(3000, 'x');
  EXPECT_NE(buffer.records.append(record_of(RecordKind::output, 1, 1), {{}, {}, big}), nullptr);
  EXPECT_EQ(buffer.records.append(record_of(RecordKind::output, 1, 1), {{}, {}, big}), nullptr);
  EXPECT_TRUE(buffer.records.overflowed());
  EXPECT_EQ(buffer.records.append(record_of(RecordKind::output, 1, 1), {}), nullptr)
      << "no gaps: nothing after the first loss";
}

TEST(Trace, RefusesRecordsThatAreCutOrChanged) {
  Buffer buffer;
  buffer.records.append(record_of(RecordKind::finding, 1, 0), {{}, {}, "race.write-read"});
  const std::span<const std::byte> good = buffer.records.bytes();
  RecordView view;
  for (std::size_t size = 1; size < good.size(); ++size) {
    RecordReader reader(good.first(size));
    EXPECT_FALSE(reader.next(view)) << size;
    EXPECT_TRUE(reader.broken()) << size;
  }
  const auto broken_by = [&](auto change) {
    Record record;
    std::memcpy(&record, good.data(), sizeof record);
    change(record);
    std::vector<std::byte> bytes(good.begin(), good.end());
    std::memcpy(bytes.data(), &record, sizeof record);
    RecordReader reader(bytes);
    return !reader.next(view) && reader.broken();
  };
  EXPECT_TRUE(broken_by([](Record& r) { r.size = 0; }));
  EXPECT_TRUE(broken_by([](Record& r) { r.size += 8; }));
  EXPECT_TRUE(broken_by([](Record& r) { r.text_size = 0xFFFFFFFF; }));
  EXPECT_TRUE(broken_by([](Record& r) { r.stack_count = 0xFFFF; }));
  EXPECT_TRUE(broken_by([](Record& r) { r.op = finding_kind_count; }));
  EXPECT_TRUE(broken_by([](Record& r) { r.kind = static_cast<RecordKind>(999); }));
  EXPECT_TRUE(broken_by([](Record& r) { r.role = static_cast<Role>(3); }));
  EXPECT_FALSE(broken_by([](Record&) {}));
}

TEST(Trace, CutsFramesFromPieces) {
  const std::string text = "went wrong";
  const auto frame = framed(FrameKind::error, std::as_bytes(std::span(text)));
  FrameReader reader;
  Frame out;
  for (std::size_t at = 0; at < frame.size(); ++at) {
    EXPECT_EQ(reader.next(out), FrameReader::State::incomplete);
    reader.feed(std::span(frame).subspan(at, 1));
  }
  ASSERT_EQ(reader.next(out), FrameReader::State::frame);
  EXPECT_EQ(out.kind, FrameKind::error);
  EXPECT_EQ(out.body.size(), text.size());
  EXPECT_EQ(reader.next(out), FrameReader::State::incomplete);
}

TEST(Trace, RefusesAForeignFrameForGood) {
  FrameReader reader;
  Frame out;
  const std::string noise = "[  PASSED  ] 1 test, and more";
  reader.feed(std::as_bytes(std::span(noise)));
  EXPECT_EQ(reader.next(out), FrameReader::State::broken);
  reader.feed(framed(FrameKind::hello, {}));
  EXPECT_EQ(reader.next(out), FrameReader::State::broken);
}

TEST(Trace, ReadsARunAndRefusesSizesThatDoNotAddUp) {
  Buffer buffer;
  buffer.records.append(record_of(RecordKind::output, 1, 1), {{}, {}, "x"});
  RunHeader header;
  header.schedule = 17;
  const auto body = run_of(header, "pos", "AbC", buffer.records.bytes());
  const auto run = read_run(body);
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->header.schedule, 17U);
  EXPECT_EQ(run->strategy, "pos");
  EXPECT_EQ(run->choices, "AbC");
  EXPECT_EQ(run->records.size(), buffer.records.bytes().size());
  EXPECT_FALSE(read_run(std::span(body).first(body.size() - 8)).has_value());
  auto lying = body;
  RunHeader changed;
  std::memcpy(&changed, lying.data(), sizeof changed);
  changed.records_size = ~std::uint64_t{0};
  std::memcpy(lying.data(), &changed, sizeof changed);
  EXPECT_FALSE(read_run(lying).has_value());
}

TEST(Trace, WritesMessagesThatReadBack) {
  MessageText text("deadlock.cycle");
  text.add("tasks", 2).add("object", "m").add("delta", -5);
  const MessageView message = read_message(text.text());
  EXPECT_EQ(message.id, "deadlock.cycle");
  ASSERT_EQ(message.args.size(), 3U);
  EXPECT_EQ(message.args[0], (std::pair<std::string_view, std::string_view>("tasks", "2")));
  EXPECT_EQ(message.args[2].second, "-5");
}

TEST(Trace, DigestSeesOrderTextAndTimeButNotSteps) {
  Record one = record_of(RecordKind::output, 1, 1);
  const std::uint64_t plain = digest_of(digest_start, one, "a");
  EXPECT_NE(plain, digest_of(digest_start, one, "b"));
  one.step = 99;
  one.time_ns = 100;
  EXPECT_EQ(plain, digest_of(digest_start, one, "a"));
  one.time_ns = 1'000'000'000;
  EXPECT_NE(plain, digest_of(digest_start, one, "a"));
}

}  // namespace
}  // namespace threadmark::trace
