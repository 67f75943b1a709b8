/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Running attempts in this JVM: threads, what a task may ask of its process, how an attempt ended.
///
/// [TaskThreads] starts and stops attempts; `BatchRun` is what one thread was given, `TaskRun` one attempt;
/// `LocalEnvironment` gives it blocks, kept partitions and slices; in a [Gang] tasks of a barrier stage meet. Imports
/// `compute`, `storage`, and the reports' types of `machine` and `plan`. Read `TaskRun` first.
package dev.sparrow.scheduler.task;
