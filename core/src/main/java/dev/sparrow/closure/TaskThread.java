/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

/// A thread that runs attempts, one after the other, and knows the shell variables of the one it runs.
///
/// A field of the thread, and no `ThreadLocal`: the JIT reads it once before a loop, so that a variable which a lambda
/// reads costs no more than one it has captured.
public final class TaskThread extends Thread {
    private TaskScope scope = TaskScope.DRIVER;
    private Object[] variables;

    public TaskThread(Runnable work, String name) {
        super(work, name);
        setDaemon(true);
    }

    TaskScope enter(TaskScope next) {
        var before = scope;
        scope = next;
        variables = next.variables();
        return before;
    }

    /// By slot; null if the calling thread runs no attempt.
    static Object[] variablesHere() {
        return Thread.currentThread() instanceof TaskThread thread ? thread.variables : null;
    }
}
