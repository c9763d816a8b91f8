// The variables of the environment as a value, so that tests can give their own.
#pragma once

#include <map>
#include <string>

namespace threadmark::ci {

/// Name → value.
using Environment = std::map<std::string, std::string>;

/// The environment of this process.
Environment own_environment();

/// The value of that variable, or nothing where it is not set.
inline std::string value_of(const Environment& environment, const std::string& name) {
  const auto found = environment.find(name);
  return found == environment.end() ? std::string() : found->second;
}

}  // namespace threadmark::ci
