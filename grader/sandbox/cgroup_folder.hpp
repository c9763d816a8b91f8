// The folders of control groups: made with a mark of their living owner, removed when that is gone.
#pragma once

#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/process/child.hpp"

namespace threadmark::sandbox {

/// A folder of a group. While it is held, a shared flock(2) on it says that its owner lives: process numbers say that
/// only within one pid namespace, and graders in several containers may share a hierarchy.
struct CgroupFolder {
  std::string path;
  process::Descriptor mark;
};

/// One new folder of the same name in each of the parents; all or none.
Result<std::vector<CgroupFolder>> make_cgroup_folders(const std::vector<std::string>& parents);

/// What the folders of groups that this process made are called, up to their number.
std::string cgroup_prefix_of(long owner);

/// Removes the folders of groups that a grader left which was killed; those with members, or of a living one, stay.
void remove_stale_cgroup_folders(const std::string& parent);

}  // namespace threadmark::sandbox
