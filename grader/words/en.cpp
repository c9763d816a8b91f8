// English: one file of entries per station, named like the first part of the ids in it.
#include "grader/words/catalogue.hpp"

namespace threadmark::words {
namespace {

#define WORDS(id, text) Entry{id, text},
constexpr Entry entries[] = {
#include "grader/words/en/app.inc"
#include "grader/words/en/build.inc"
#include "grader/words/en/check.inc"
#include "grader/words/en/ci.inc"
#include "grader/words/en/cross.inc"
#include "grader/words/en/explore.inc"
#include "grader/words/en/formats.inc"
#include "grader/words/en/handed.inc"
#include "grader/words/en/html.inc"
#include "grader/words/en/intake.inc"
#include "grader/words/en/limit.inc"
#include "grader/words/en/observe.inc"
#include "grader/words/en/policy.inc"
#include "grader/words/en/report.inc"
#include "grader/words/en/review.inc"
#include "grader/words/en/runtime.inc"
#include "grader/words/en/skipped.inc"
};
#undef WORDS

#define KIND(kind, title, meaning, why, think, wrong, right) \
  KindText{FindingKind::kind, title, meaning, why, think, wrong, right},
constexpr KindText kinds[] = {
#include "grader/words/en/kinds.inc"
};
#undef KIND

}  // namespace

const Catalogue english{"en", entries, kinds};

}  // namespace threadmark::words
