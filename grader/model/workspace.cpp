// Removing a workspace with its owner.
#include "grader/model/workspace.hpp"

#include <system_error>
#include <utility>

namespace threadmark {

Workspace::Workspace(std::filesystem::path root) : root_(std::move(root)) {}

Workspace::~Workspace() {
  if (root_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove_all(root_, ignored);
}

Workspace::Workspace(Workspace&& other) noexcept : root_(std::exchange(other.root_, {})) {}

Workspace& Workspace::operator=(Workspace&& other) noexcept {
  std::swap(root_, other.root_);
  return *this;
}

}  // namespace threadmark
