// All schedules with one stop, in a sensible order.
#pragma once

#include "harness/schedulers/priorities.hpp"

namespace threadmark::schedulers {

/// The schedule number `index` (from 0) of those in which one task is stopped just before an access that conflicts with
/// another task's, until nobody else can go on. Tasks that run the same function stand for one another: the first and
/// the last of each are stopped. False: there are not so many.
bool one_stop_plan(const Profile& profile, std::uint64_t index, PriorityPlan& plan);

/// What the enumeration begins with where a race has just been found, of whose accesses no profile knows yet: the first
/// task that comes to its second access to such memory is stopped between the two.
PriorityPlan stop_between_accesses();

/// The greatest overlap first, for the profile; then these schedules until they are through.
Strategy* make_one_stop();

}  // namespace threadmark::schedulers
