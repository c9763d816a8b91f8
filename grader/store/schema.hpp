// The tables of a file of results, their version, and the steps from older versions.
#pragma once

#include "grader/base/result.hpp"
#include "grader/store/database.hpp"

namespace threadmark::store {

/// The version that this program writes; docs/results-database.md describes it.
int schema_version();

/// Makes or brings up to date the tables of an opened file. An input error: it is no file of results, or one of a newer
/// threadmark.
Result<void> prepare_schema(Database& database);

}  // namespace threadmark::store
