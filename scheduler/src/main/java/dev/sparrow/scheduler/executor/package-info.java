/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// An executor: threads, what a task may ask of its process, how an attempt ended.
///
/// [ExecutorActor] takes the driver's messages; [TaskRunner] starts and stops attempts; `TaskGroupRun` is what one
/// thread was given, `TaskRun` one attempt; `TaskServices` gives it blocks, cached partitions and slices; at a
/// `BarrierSeat` a task of a barrier stage waits for the others. Read `TaskRun` first.
package dev.sparrow.scheduler.executor;
