// What the first process of a sandbox is told and what it tells: shared by box.c (inside) and confinement.cpp.
#ifndef THREADMARK_SANDBOX_BOX_ORDER_H
#define THREADMARK_SANDBOX_BOX_ORDER_H

#include <stdint.h>

/* Descriptors that the box is started with; none of them reaches the program. */
enum { box_args_fd = 10, box_program_fd = 11, box_order_fd = 12, box_status_fd = 13 };

/* Limits of the program; 0: not set. Then follow `environment_bytes` of NUL-ended strings, the seccomp filter,
   `files_bytes`: for each file of the working folder its name (NUL-ended), its size as eight bytes, its content; and
   `paths_bytes`: for each path that Landlock lets the program use, `r` or `w` and the path (NUL-ended); none: Landlock
   is not used. */
struct box_order {
  uint64_t file_bytes;
  uint64_t stack_bytes;
  uint64_t processes;
  uint64_t cpu_s;
  uint32_t environment_bytes;
  uint32_t filter_bytes;
  uint32_t files_bytes;
  uint32_t paths_bytes;
  uint32_t dies_with_parent; /* 1: nobody else sees to it */
  uint32_t confined;         /* 1: no new privileges */
};

/* One record: `started` when the box has begun, then `ended` or `not_executed`. */
enum { box_started = 'S', box_ended = 'X', box_not_executed = 'E' };
struct box_status {
  uint32_t what;
  int32_t wait_status; /* `not_executed`: the errno */
  uint64_t cpu_us;     /* of all processes that were reaped */
  uint64_t max_rss_kb;
  uint32_t left; /* processes that still ran when the program had ended */
  uint32_t unused;
};

#endif
