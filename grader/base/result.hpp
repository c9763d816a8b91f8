// Result<T>: a value or an Error; the way every grader failure travels.
#pragma once

#include <utility>

#include <tl/expected.hpp>

#include "grader/base/error.hpp"

namespace threadmark {

/// A T, or the Error that prevented it.
template <class T>
using Result = tl::expected<T, Error>;

/// The failing side of a Result: `return fail(input_error("…"));`.
inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace threadmark
