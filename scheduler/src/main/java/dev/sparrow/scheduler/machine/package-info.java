/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The pure machine that decides which task runs where: stages, their outputs, executors and jobs.
///
/// No threads, no clock, no files: [JobMachine#step] takes an [Input] and the time and returns the [Output]s that
/// somebody else carries out. The same inputs give the same outputs, so a whole cluster can be run by seed in one
/// thread. Read [JobMachine] first, then [Input] and [Output].
package dev.sparrow.scheduler.machine;
