/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.compute.window.WindowSource;

import java.util.ArrayList;
import java.util.List;

/// The state that the parts of one attempt share: the operations, the environment, the open files, and the depth of
/// nested iterators.
public final class Evaluation implements AutoCloseable {

    /// A file that a task reads; closing what is closed does nothing and nothing is lost if closing fails.
    interface Input extends AutoCloseable {
        @Override
        void close();
    }

    private final TaskEnvironment environment;
    private final Shared shared;

    private static final class Shared {
        private final List<Input> inputs = new ArrayList<>();
        private int depth;

        /// The first failure that is not the user's; null if there was none.
        private RuntimeException engineFailure;
    }

    public Evaluation(TaskEnvironment environment) {
        this(environment, new Shared());
    }

    private Evaluation(TaskEnvironment environment, Shared shared) {
        this.environment = environment;
        this.shared = shared;
    }

    /// For other operations that the same attempt runs, such as those that make a partition which is not cached.
    public Evaluation of(TaskEnvironment theirs) {
        return new Evaluation(theirs, shared);
    }

    public TaskEnvironment environment() {
        return environment;
    }

    /// Iterates over the elements of a frame.
    ///
    /// @param nested how many iterators pull from this one, each inside the next
    public StepIterator iterate(int nested, Frame frame) {
        shared.depth = Math.max(shared.depth, nested);
        return new StepIterator(this, frame);
    }

    /// How deep iterators were nested so far.
    public int depth() {
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
    public RuntimeException failureOr(RuntimeException otherwise) {
        return shared.engineFailure == null ? otherwise : shared.engineFailure;
    }

    /// Gives the windows that are left to a sink that wants all of them.
    public void drain(WindowSource windows, WindowSink sink) {
        for (var window = windows.next(); window != null; window = windows.next()) {
            environment.checkCancelled();
            sink.accept(window);
        }
        environment.checkCancelled();
    }

    /// To be asked before a result counts as complete.
    public void checkComplete() {
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
