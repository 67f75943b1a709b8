/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import java.util.List;

/// The state of a stage, from the first job that has it until it is dropped.
///
///     Idle ⇄ Waiting → Ready → Running → Done      Idle:    no unfinished job needs what is missing
///              ↑  ↑________________|      |        Waiting: some parent's output is missing
///              |    a parent's output     |        Done → Waiting: some of its own output is lost
///              |________ was lost         |                (Zaharia et al. 2012, section 4)
///              |__________________________|
///
/// Any state falls back to Idle when the last job that needs the stage ends. *Running* means that this run has started;
/// tasks of an earlier run may still be at work while the stage waits again.
public sealed interface StageState {

    record Idle() implements StageState {}

    record Waiting() implements StageState {}

    record Ready() implements StageState {}

    record Running() implements StageState {}

    /// All outputs are there.
    ///
    /// @param outputs of all partitions, of a result stage those that are wanted, in order of the partitions; one
    ///   immutable list for all readers
    record Done(List<Object> outputs) implements StageState {}
}
