// Grades and their parts as JSON and back: what columns of the store hold, and what a worker tells its batch.
#pragma once

#include <string>
#include <string_view>

#include "grader/base/result.hpp"
#include "grader/formats/json/json.hpp"
#include "grader/model/grade.hpp"

namespace threadmark::store {

/// A message: {"id", "args"}; read leniently, what is missing stays empty.
json::Value message_record(const Message& message);
Message message_of(const json::Value& record);

/// The steps of a schedule, as results print them, with what they leave out only where it is there.
json::Value schedule_record(const std::vector<Step>& schedule);
std::vector<Step> schedule_of(const json::Value& record);

/// The related places of a finding.
json::Value related_record(const std::vector<RelatedPlace>& related);
std::vector<RelatedPlace> related_of(const json::Value& record);

/// What a finding carries for later stations only: step, task, object, operation. Stacks and addresses mean nothing
/// once the program is gone, and are left out.
json::Value detail_record(const Finding& finding);
void take_detail(Finding& finding, const json::Value& record);

/// A whole grade on one line; `grade_of` gives an internal error when the text is none.
std::string grade_record(const Grade& grade);
Result<Grade> grade_of(std::string_view text);

/// The value of that name, or the first when there is none.
Verdict verdict_named(std::string_view name);
CheckStatus check_status_named(std::string_view name);

}  // namespace threadmark::store
