// The first and last frames of each thread.
#pragma once

#include <pthread.h>

#include "harness/engine/task.hpp"

namespace threadmark::hooks {

/// Really creates the thread of `task` (joinable); it waits for its first turn.
int start_real_thread(engine::Task& task, pthread_attr_t& attributes, void* (*routine)(void*), void* argument,
                      pthread_t* thread);
/// What a thread that may not have begun was given: a root for the leak check.
const void* thread_argument(const engine::Task& task);
/// What the thread of an ended task gave back.
void* thread_result(const engine::Task& task);
/// pthread_exit: unwinds the calling thread.
[[noreturn]] void end_thread(void* result);

}  // namespace threadmark::hooks
