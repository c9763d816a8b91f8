// Draws participants, arrows and notes.
#include "grader/report/mermaid.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "grader/base/safe_text.hpp"
#include "grader/report/escape.hpp"
#include "grader/report/step_text.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report {
namespace {

/// Longer texts are cut; a diagram is no place for a novel.
constexpr std::size_t most_columns = 60;

struct Participant {
  std::string id;  ///< ours, so that no name of a student's is syntax
  std::string name;
  int process = 1;
};

class Diagram {
 public:
  Diagram(const std::vector<const Step*>& steps, const std::string& file, words::Language language)
      : steps_(steps), file_(file), language_(language) {
    for (const Step* step : steps) {
      by_number_.emplace(step->n, step);
      if (find(step->task) != nullptr) continue;
      std::string name = step->task;
      if (!step->name.empty() && step->name != step->task) name += " " + step->name;
      participants_.emplace_back(step->task, Participant{{}, name, step->process});
    }
    // T2 before T10, whoever came first.
    std::sort(participants_.begin(), participants_.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first.size(), a.first) < std::pair(b.first.size(), b.first);
    });
    for (std::size_t i = 0; i < participants_.size(); ++i)
      participants_[i].second.id = "L" + std::to_string(i + 1);
  }

  std::size_t tasks() const { return participants_.size(); }

  std::string text() {
    out_ = "sequenceDiagram\n";
    declare();
    for (const Step* step : steps_)
      draw(*step);
    return out_;
  }

 private:
  const Participant* find(const std::string& task) const {
    for (const auto& [known, participant] : participants_)
      if (known == task) return &participant;
    return nullptr;
  }

  void declare() {
    std::map<int, std::vector<const Participant*>> by_process;
    for (const auto& [task, participant] : participants_)
      by_process[participant.process].push_back(&participant);
    for (const auto& [process, members] : by_process) {
      if (by_process.size() > 1)
        put("box transparent " + mermaid_text(words::render(
                                     {"formats.markdown.process", {{"number", std::to_string(process)}}}, language_)));
      for (const Participant* member : members)
        put("participant " + member->id + " as " + mermaid_text(shortened(terminal_safe(member->name), most_columns)));
      if (by_process.size() > 1) put("end");
    }
  }

  /// An arrow from each other task that the step had to wait for; the start of a task is drawn where it is made.
  void hand_overs(const Step& step, const Participant& self) {
    for (const int n : step.after) {
      const auto before = by_number_.find(n);
      if (before == by_number_.end() || before->second->task == step.task || starts_of_.contains({n, step.task}))
        continue;
      const Step& giver = *before->second;
      put(find(giver.task)->id + "-->>" + self.id + ": " +
          mermaid_text(shortened(std::to_string(n) + " " + step_text(giver, language_), most_columns)));
    }
  }

  void draw(const Step& step) {
    const Participant& self = *find(step.task);
    std::string label = std::to_string(step.n) + (step.role == StepRole::none ? " " : " ! ");
    label += shortened(step_text(step, language_), most_columns);
    if (const std::string place = step_place(step, file_); !place.empty())
      label += " " + shortened(place, most_columns);
    const bool starts = step.op == StepOp::spawn || step.op == StepOp::fork;
    const Participant* to = starts ? find(step.object) : nullptr;
    hand_overs(step, self);
    if (step.role != StepRole::none) put("rect rgba(220, 60, 60, 0.18)");
    if (to != nullptr && to != &self) {
      put(self.id + "->>" + to->id + ": " + mermaid_text(label));
      starts_of_.emplace(step.n, step.object);
    } else {
      put("Note over " + self.id + ": " + mermaid_text(label));
    }
    if (step.role != StepRole::none) put("end");
  }

  void put(const std::string& row) { out_ += "  " + row + "\n"; }

  const std::vector<const Step*>& steps_;
  const std::string& file_;
  words::Language language_;
  std::map<int, const Step*> by_number_;
  std::set<std::pair<int, std::string>> starts_of_;                ///< steps that start a task, with it
  std::vector<std::pair<std::string, Participant>> participants_;  ///< by task, in the order of their numbers
  std::string out_;
};

}  // namespace

std::string mermaid(const std::vector<Step>& steps, const std::string& file, words::Language language,
                    const DiagramBounds& bounds) {
  std::vector<const Step*> shown;
  for (const Step& step : steps)
    if (!step.hidden) shown.push_back(&step);
  if (shown.empty() || shown.size() > bounds.steps) return {};
  Diagram diagram(shown, file, language);
  return diagram.tasks() > bounds.tasks ? std::string() : diagram.text();
}

}  // namespace threadmark::report
