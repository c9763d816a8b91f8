// From program counters and addresses of a student's executable to functions, lines and variables, through DWARF.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/location.hpp"

namespace threadmark::observe {

/// A function and the place in it; `where.file` as the compiler recorded it, empty where only the function is known.
struct Frame {
  std::string function;  ///< qualified, without parameters: `Account::withdraw`, `main::lambda`
  Location where;
};

/// What is known of a program counter: the innermost (inlined) function first, then what it is inlined into. Empty
/// when nothing is known.
struct Symbolized {
  std::vector<Frame> frames;
};

/// Reads the debug information of one executable, which comes from a stranger's source: everything is bounded, and what
/// cannot be read is unknown. Addresses are those of the file (executables are not position-independent). Answers are
/// remembered. Not for several threads at once.
class Symbolizer {
 public:
  /// Opens an ELF executable; an Error when the file cannot be read as one. Without debug information only the names of
  /// symbols are known.
  static Result<Symbolizer> open(const std::filesystem::path& executable);

  Symbolizer(Symbolizer&&) noexcept;
  Symbolizer& operator=(Symbolizer&&) noexcept;
  ~Symbolizer();

  /// The place of the instruction at that address. Of a return address ask for the byte before it. The answer lives as
  /// long as the Symbolizer.
  const Symbolized& at(std::uint64_t pc);

  /// The variable of static storage (global, static member, static in a function) at that address, with the element or
  /// member that it is: `counter`, `seats[3]`, `accounts[1].balance`. Nothing when it is none.
  std::optional<std::string> variable_at(std::uint64_t address);

 private:
  class Program;
  explicit Symbolizer(std::unique_ptr<Program> program);
  std::unique_ptr<Program> program_;
};

}  // namespace threadmark::observe
