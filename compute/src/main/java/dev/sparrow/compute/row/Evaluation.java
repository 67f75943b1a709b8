/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.UserFailure;

import java.util.ArrayList;
import java.util.List;

/// What the parts of one attempt share: the operations, the environment, the files that are open, and how deep its
/// iterators are nested.
final class Evaluation implements AutoCloseable {

    /// A file that a task reads; closing what is closed does nothing and nothing is lost if closing fails.
    interface Input extends AutoCloseable {
        @Override
        void close();
    }

    private final List<Op> ops;
    private final TaskEnvironment environment;
    private final Shared shared;

    private static final class Shared {
        private final List<Input> inputs = new ArrayList<>();
        private int depth;

        /// The first failure that is not the user's; null if there was none.
        private RuntimeException engineFailure;
    }

    Evaluation(List<Op> ops, TaskEnvironment environment) {
        this(ops, environment, new Shared());
    }

    private Evaluation(List<Op> ops, TaskEnvironment environment, Shared shared) {
        this.ops = ops;
        this.environment = environment;
        this.shared = shared;
    }

    /// Other operations that the same attempt runs, such as those that make a partition which is not kept.
    Evaluation of(List<Op> others, TaskEnvironment theirs) {
        return new Evaluation(others, theirs, shared);
    }

    TaskEnvironment environment() {
        return environment;
    }

    Op op(int index) {
        return ops.get(index);
    }

    /// The index of the operation that makes what the output is given.
    int lastIndex() {
        return ops.size() - 1;
    }

    /// @param nested how many iterators pull from this one, each inside the next
    StepIterator iterate(int nested, Frame frame) {
        shared.depth = Math.max(shared.depth, nested);
        return new StepIterator(this, nested, frame);
    }

    /// How deep iterators were nested so far.
    int depth() {
        return shared.depth;
    }

    /// Notes a failure on its way out, if it is the engine's own: blocks that were lost, a file that cannot be read. It
    /// may come through a user's `mapPartitions`, which may wrap it or go on without the elements that are missing.
    RuntimeException failed(RuntimeException failure) {
        if (shared.engineFailure == null && !(failure instanceof UserFailure)) {
            shared.engineFailure = failure;
        }
        return failure;
    }

    /// What the engine failed with, else `otherwise`.
    RuntimeException failureOr(RuntimeException otherwise) {
        return shared.engineFailure == null ? otherwise : shared.engineFailure;
    }

    /// To be asked before a result counts as complete.
    void checkComplete() {
        environment.checkCancelled();
        if (shared.engineFailure != null) {
            throw shared.engineFailure;
        }
    }

    void opened(Input input) {
        shared.inputs.add(input);
    }

    @Override
    public void close() {
        shared.inputs.forEach(Input::close);
    }
}
