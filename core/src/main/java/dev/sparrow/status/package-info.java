/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What a program can ask about its jobs while they run. This is API.
///
/// [SparrowStatusTracker] answers with [JobInfo], [StageInfo] and [ExecutorInfo]; a [FutureAction] is an action that
/// runs beside the program. Read [SparrowStatusTracker] first.
package dev.sparrow.status;
