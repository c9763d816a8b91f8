// How `threadmark ci` speaks to the service that it runs in: the log, annotations, the job's summary, step outputs.
#pragma once

#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "grader/base/error.hpp"
#include "grader/ci/annotations.hpp"
#include "grader/ci/runner.hpp"
#include "grader/model/message.hpp"
#include "grader/report/report_set.hpp"

namespace threadmark::app {

/// The voice of one run. On GitHub the log is read for commands, so from the beginning to the end of its life no
/// command is obeyed but those that it gives itself: an unguessable word, told to the runner first, stands guard.
class CiVoice {
 public:
  CiVoice(const ci::Runner& runner, std::ostream& log);
  ~CiVoice();
  CiVoice(const CiVoice&) = delete;
  CiVoice& operator=(const CiVoice&) = delete;

  /// A line of the log; of a text with several lines, each.
  void say(const std::string& text);

  /// A sentence that belongs into the log and into the summary.
  void remark(const Message& message);

  /// Annotations beside the lines, where the service has them.
  void annotate(std::span<const ci::PlacedGrade> grades);
  void annotate(const ci::Note& note);

  /// The job's summary: remarks, then the grades, within what the service takes. False when it cannot be written.
  bool summarise(std::span<const report::Graded> graded);

  /// The step's outputs, in this order. False when they cannot be written.
  bool give_outputs(const std::vector<std::pair<std::string, std::string>>& outputs);

  /// Says that nothing was graded and why, without a score anywhere.
  void give_up(const Error& error);

 private:
  const ci::Runner& runner_;
  std::ostream& log_;
  std::string guard_;
  std::vector<Message> remarks_;
};

}  // namespace threadmark::app
