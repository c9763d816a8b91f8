// Short texts for events.
#include "grader/check/event_text.hpp"

namespace threadmark::check {
namespace {

constexpr std::size_t longest = 200;

std::string_view system_name(EventKind kind) {
  switch (kind) {
    case EventKind::process_start:
      return "process-start";
    case EventKind::process_exit:
      return "process-exit";
    case EventKind::process_reaped:
      return "process-reaped";
    case EventKind::thread_start:
      return "thread-start";
    case EventKind::thread_end:
      return "thread-end";
    case EventKind::thread_join:
      return "thread-join";
    case EventKind::end_of_file:
      return "end-of-file";
    default:
      return "";
  }
}

}  // namespace

std::string shortened(std::string_view text) {
  if (text.size() <= longest) return std::string(text);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string event_text(const Sighting& sighting) {
  const Event& event = *sighting.event;
  if (sighting.is_line() || event.kind == EventKind::file_state) return shortened(event.text);
  if (event.kind == EventKind::driver) return shortened(event.name) + " (" + std::to_string(event.value) + ")";
  return std::string(system_name(event.kind));
}

}  // namespace threadmark::check
