// Which build grades: what a stored result must have in common with it to be used again.
#pragma once

#include <string>

#include "grader/compile/compile.hpp"

namespace threadmark::pipeline {

/// The version and a digest over this program, the libraries that it links into submissions and the headers that
/// drivers include, such as "0.1.0+1f0c52ab93d4". The same for the same build; another one as soon as any of them
/// differs.
std::string build_identity(const compile::RuntimeFiles& files);

}  // namespace threadmark::pipeline
