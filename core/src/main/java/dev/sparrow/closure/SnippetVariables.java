/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

/// The accessors of the shell's variables: a shell weaves calls of them into snippets, where their author reads or
/// writes a variable.
public final class SnippetVariables {
    static final Object NULL = new Object();

    private SnippetVariables() {}

    /// The values that the attempt on this thread sees, by slot; null outside of tasks, where a variable is its field.
    public static Object[] ofThisTask() {
        return TaskThread.variablesHere();
    }

    /// One of the values that came along with the task.
    ///
    /// @param values what [#ofThisTask] returned
    public static Object read(Object[] values, int slot, String name) {
        var value = slot < values.length ? values[slot] : null;
        if (value == null) {
            throw new SparrowException(
                    ErrorCode.CLOSURE_NOT_SERIALIZABLE,
                    "The shell variable `"
                            + name
                            + "` did not come along with the task: it cannot be serialized, or could not be foreseen to"
                            + " be read here. Give its value to the function as an argument or a local variable.");
        }
        return value == NULL ? null : value;
    }

    /// Called before each assignment outside of the top level of a snippet.
    public static void beforeWrite(String name) {
        if (ofThisTask() != null) {
            throw written("A function in a task", name);
        }
    }

    static SparrowException written(String who, String name) {
        return new SparrowException(
                ErrorCode.CLOSURE_NOT_SERIALIZABLE,
                who
                        + " assigns the shell variable `"
                        + name
                        + "`. Tasks work on copies, so the assignment would be lost: return the value from the function"
                        + " and gather it with an action such as reduce, aggregate or count.");
    }
}
