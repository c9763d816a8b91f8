// Where a driver's events go: into the trace of the controlled runtime, or as lines into a descriptor.
#pragma once

#include <cstdint>
#include <string>

namespace threadmark::testing {

/// The test to run: a full name, "?" to list them, or empty for all.
std::string selected_unit();

void tell_unit(const std::string& name);
void tell_begin(const std::string& name);
void tell_assertion(const char* file, int line, const std::string& message);
void tell_end(const std::string& name, std::int64_t failed, std::int64_t made);
void tell_event(const char* name, std::int64_t value);
void tell_done(std::int64_t tests, std::int64_t made);

/// Assertions made so far in this process.
std::int64_t assertions_made();

/// True under the controlled runtime.
bool is_controlled();

}  // namespace threadmark::testing
