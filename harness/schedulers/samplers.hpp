// Schedulers that sample: each makes one schedule, independent of earlier ones apart from the profile.
#pragma once

#include "harness/schedulers/strategy.hpp"

namespace threadmark::schedulers {

/// Makes the scheduler of one schedule in plan.storage.
using MakeScheduler = engine::Scheduler* (*)(const Plan& plan, const Profile& profile);

/// Every way to go on is as likely as any other (spurious wake-ups and time-outs less so).
engine::Scheduler* make_random_walk(const Plan& plan, const Profile& profile);
/// Priorities that change at few random steps: Burckhardt et al., "A randomized scheduler with probabilistic guarantees
/// of finding bugs", ASPLOS 2010. The depth goes round 1…5 with the schedule's number.
engine::Scheduler* make_pct(const Plan& plan, const Profile& profile);
/// A random priority for each pending operation, drawn anew after a conflicting one: Yuan, Yang, Gu, "Partial order
/// aware concurrency sampling", CAV 2018.
engine::Scheduler* make_pos(const Plan& plan, const Profile& profile);
/// Uniform over the orders of the accesses to one place, chosen anew for each schedule, by weights of remaining
/// accesses: Zhao et al., "Selectively uniform concurrency testing", ASPLOS 2025. Counts come from the profile; without
/// one it is a random walk.
engine::Scheduler* make_surw(const Plan& plan, const Profile& profile);
/// Each task runs until it blocks or sleeps; then the first runnable one in order of creation, or (reversed) the last.
engine::Scheduler* make_overlap(const Plan& plan, const Profile& profile);
engine::Scheduler* make_overlap_reversed(const Plan& plan, const Profile& profile);
/// Random priorities, and who waits to be woken goes on last: a notification then meets those that it helps least
/// (lost wake-ups, stolen items, conditions that no longer hold).
engine::Scheduler* make_late_wakers(const Plan& plan, const Profile& profile);
/// No preemption but a few at random places.
engine::Scheduler* make_few_preemptions(const Plan& plan, const Profile& profile);

}  // namespace threadmark::schedulers
