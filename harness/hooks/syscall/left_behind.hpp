// What is still there when main has ended: children that run, children that nobody reaped.
#pragma once

namespace threadmark::hooks {

// Reports orphan-process and zombie-process findings, one for each child of main's process tree.
void report_left_behind() noexcept;

}  // namespace threadmark::hooks
