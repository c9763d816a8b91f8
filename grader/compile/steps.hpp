// The compiler's single steps in the sandbox: one unit compiled, preprocessed, or objects linked.
#pragma once

#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/compile/diagnostics.hpp"
#include "grader/compile/units.hpp"
#include "grader/compile/workshop.hpp"
#include "grader/model/finding.hpp"
#include "grader/model/program.hpp"

namespace threadmark::compile {

/// What a compile or a link gave: nothing to say, or errors.
struct Step {
  std::vector<Finding> errors;
  std::string words;
};

/// Compiles one unit: with the precompiled header, and without it before any error is believed.
Result<Step> compile_unit(Workshop shop, const Unit& unit, const DiagnosticContext& context);

/// What is linked into one program.
struct Link {
  ProgramFlavour flavour;
  std::vector<std::string> objects;  ///< names in `build/`
  std::vector<std::string> flags;    ///< of the user's
  bool has_driver = false;
};

/// Links objects to the program `name_of_program(link.flavour)` in `build/`.
Result<Step> link_program(const Workshop& shop, const Link& link, const DiagnosticContext& context);

/// What the program of a flavour is called in `build/`.
const char* name_of_program(ProgramFlavour flavour);

/// What the preprocessor makes of a unit; empty when it cannot (the compile will say why) or when it is too much.
Result<std::string> preprocessed(const Workshop& shop, const Unit& unit);

}  // namespace threadmark::compile
