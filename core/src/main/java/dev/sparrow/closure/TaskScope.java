/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.util.function.UnaryOperator;

/// The shell variables as functions of one program see them.
///
/// A task may run several programs in turn: its own, and those of persisted partitions that it finds missing, whose
/// functions keep the values of the moment when they were taken.
public final class TaskScope {

    /// No task: a variable is what the driver has assigned to it.
    public static final TaskScope DRIVER = new TaskScope(null);

    private final Object[] variables;

    private TaskScope(Object[] variables) {
        this.variables = variables;
    }

    /// A new copy of what was taken.
    ///
    /// @param binding what stands in the copy for what is captured by reference
    public static TaskScope of(TakenVariables taken, UnaryOperator<ByReference> binding) {
        return new TaskScope(taken.copy(binding));
    }

    /// From now on snippet code on this thread sees these variables, and none of the driver.
    ///
    /// @return what it saw before, to be entered again afterwards
    /// @throws IllegalStateException if the calling thread is no [TaskThread], but there are variables to see
    public TaskScope enter() {
        if (Thread.currentThread() instanceof TaskThread thread) {
            return thread.enter(this);
        }
        if (variables != null && variables.length > 0) {
            throw new IllegalStateException("Shell variables can be seen by a TaskThread only");
        }
        return DRIVER;
    }

    /// By slot; null for the driver.
    Object[] variables() {
        return variables;
    }
}
