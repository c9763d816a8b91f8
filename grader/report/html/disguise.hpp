// Hides who is who, for showing results in class: people become "student 17", and what names them goes from all texts.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grader/model/class_result.hpp"
#include "grader/words/language.hpp"

namespace threadmark::report::html {

/// The disguise of one class. The same class gives the same numbers; their order is that of a hash over people and
/// things that the pages do not show (when each was graded and how long it took), so the list of the class does not
/// tell it. Must not outlive the class.
class Disguise {
 public:
  Disguise(const ClassResult& known, words::Language language);

  /// The submissions in the order in which to show them: by number of student, then lesson.
  const std::vector<const GradedSubmission*>& order() const { return order_; }

  /// The submission without anything that tells whose it is: no names, ids, addresses, paths, times, nor words of its
  /// instructor. `number` becomes its id. In sources and findings, names of people of this class are replaced, in any
  /// case and as parts of identifiers; words of the C++ language stay, even where somebody is called that.
  GradedSubmission of(const GradedSubmission& submission, std::int64_t number) const;

  /// The same for those without a grade, in the order of their numbers.
  std::vector<Ungraded> ungraded(const ClassResult& known) const;

 private:
  /// Words in lower case that follow one another.
  using Phrase = std::vector<std::string>;
  using Phrases = std::unordered_map<std::string, std::vector<Phrase>>;  ///< by first word

  void number_students(const ClassResult& known);
  std::string pseudonym(const Student& student) const;
  std::string redacted(std::string_view text, const Phrases& own) const;
  void redact(Finding& finding, const Phrases& own) const;
  static void learn(const Student& student, Phrases& phrases);
  static void learn_parts(const Student& student, Phrases& phrases);

  words::Language language_;
  std::map<std::string, int> numbers_;  ///< by key
  std::vector<const GradedSubmission*> order_;
  Phrases known_;  ///< what names anybody of the class
};

}  // namespace threadmark::report::html
