// The rules that hold in every lesson without being named, as data.
#pragma once

#include <span>
#include <string_view>

#include "grader/model/finding_kind.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::check {

/// In which lessons an implied check stands.
enum class ImpliedIn { every_lesson, programs, components };

/// An implied check and the kinds of the runtime's findings that it answers for, unless a check of the spec does.
struct ImpliedCheck {
  std::string_view id;
  std::string_view title_id;  ///< the catalogue's entry for its title
  std::string_view type;
  std::span<const FindingKind> kinds;
  ImpliedIn in = ImpliedIn::every_lesson;
  bool and_the_rest = false;  ///< it also answers for every kind that nobody else does
};

/// All of them, in the order in which results list them. Together they answer for every kind that a run can have.
std::span<const ImpliedCheck> implied_checks();

/// True when that check stands in lessons of that kind.
bool is_implied_in(const ImpliedCheck& check, LessonKind kind);

}  // namespace threadmark::check
