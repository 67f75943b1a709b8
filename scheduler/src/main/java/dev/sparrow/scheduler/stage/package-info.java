/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What planner, machine and executors must agree on: what a stage is, which cached partitions it reads, why a task
/// failed, and when tasks of a barrier stage may go on. So executors and messages know the words of the machine, and
/// not the machine.
///
/// Imports `scheduler.slots`, for what a task asks for. Read [StageSpec] first.
package dev.sparrow.scheduler.stage;
