/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Program;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Exchange;

import java.util.List;
import java.util.function.UnaryOperator;

/// A fault to be planted into an engine, to see whether the tests notice.
public sealed interface Mutation {

    /// What goes wrong, in plain words.
    String name();

    /// No fault.
    record None(String name) implements Mutation {}

    /// In what a task runs.
    record InProgram(String name, ProgramFault fault) implements Mutation {}

    /// In what a task reads of a collection.
    record InSlices(String name, SliceFault fault) implements Mutation {}

    /// In what a task reads of an exchange: the blocks of one partition, in map-partition order.
    record InBlocks(String name, UnaryOperator<List<List<Object>>> fault) implements Mutation {}

    /// In where a task writes an element of an exchange.
    record InWrites(String name, WriteFault fault) implements Mutation {}

    /// In the partial answers of a survey.
    record InSurvey(String name, UnaryOperator<List<Object>> fault) implements Mutation {}

    /// In the partial results of a job.
    record InPartials(String name, PartialsFault fault) implements Mutation {}

    interface ProgramFault {
        Program plant(Program program, int partition);
    }

    interface SliceFault {
        List<Object> plant(List<List<Object>> slices, int partition);
    }

    interface WriteFault {
        int plant(Exchange exchange, int task, int target);
    }

    interface PartialsFault {
        List<Object> plant(Action action, List<Object> partials);
    }
}
