// A strategy that asks the same sampler for every schedule.
#pragma once

#include "harness/schedulers/samplers.hpp"

namespace threadmark::schedulers {

/// Under time `both`, every second schedule is made with time `any` where time plays a part.
class Sampling final : public Strategy {
 public:
  Sampling(const char* name, MakeScheduler make) : name_(name), make_(make) {}
  engine::Scheduler* prepare(Plan& plan, const Profile& profile) override {
    plan.name = name_;
    if (plan.may_change_time && profile.timed())
      plan.time = plan.number % 2 == 0 ? engine::TimeMode::any : engine::TimeMode::exact;
    return make_(plan, profile);
  }

 private:
  const char* name_;
  MakeScheduler make_;
};

}  // namespace threadmark::schedulers
