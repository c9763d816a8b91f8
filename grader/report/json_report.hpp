// Results as JSON: the schemas threadmark.result/1 and threadmark.exploration/1.
#pragma once

#include <span>
#include <string>

#include "grader/formats/json/json.hpp"
#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// One grade as an object of threadmark.result/1; its members stand in the order of the schema.
json::Value result_value(const Grade& grade, words::Language language);

/// One grade as an object, several (or none) as an array.
std::string json_grades(std::span<const Graded> graded, const Style& style);

/// An exploration as an object of threadmark.exploration/1.
std::string json_exploration(const Exploration& exploration, const Style& style);

}  // namespace threadmark::report
