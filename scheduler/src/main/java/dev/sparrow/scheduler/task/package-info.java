/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Running attempts in this JVM: threads, what a task may ask of its process, how an attempt ended.
///
/// [TaskRunner] starts and stops attempts; `TaskGroupRun` is what one thread was given, `TaskRun` one attempt;
/// `TaskServices` gives it blocks, cached partitions and slices; in a [Gang] tasks of a barrier stage meet. Read
/// `TaskRun` first.
package dev.sparrow.scheduler.task;
