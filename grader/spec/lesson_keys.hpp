// The keys of a spec, as tables: what spec.yaml may say and how each key is read.
#pragma once

#include <span>

#include "grader/model/lesson.hpp"
#include "grader/spec/spec_reader.hpp"

namespace threadmark::spec {

/// The keys of the whole spec.
std::span<const Key<Lesson>> lesson_keys();

/// The keys of one of its `cases`, of `explore`, `limits`, `policy`, and of one of its `files-after`.
std::span<const Key<Case>> case_keys();
std::span<const Key<ExploreBudget>> explore_keys();
std::span<const Key<Limits>> limits_keys();
std::span<const Key<Policy>> policy_keys();
std::span<const Key<ObservedFile>> observed_file_keys();

/// The keys that every check has, whatever its type.
std::span<const Key<CheckSpec>> check_keys();

}  // namespace threadmark::spec
