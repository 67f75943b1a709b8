/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.eval;

import java.util.List;
import java.util.Optional;

/// The outcome of evaluating a snippet.
public sealed interface Outcome {

    /// Whether a script that contains the snippet has failed.
    default boolean failed() {
        return false;
    }

    /// An expression, or a variable that was declared or assigned.
    ///
    /// @param type as the user would write it, such as `Rdd<Long>`
    /// @param value may be null
    /// @param isResult whether it is what the user asked for, and no declaration or assignment
    record Value(String name, String type, Object value, boolean isResult) implements Outcome {}

    /// A method or a type.
    ///
    /// @param what such as `method square(int)`
    /// @param missing what it refers to and is not there yet
    /// @param lost what became of variables that hold values of what it replaces, such as `variable x is null now`
    record Declared(String what, boolean again, List<String> missing, List<String> lost) implements Outcome {}

    /// A statement or an import.
    record Done() implements Outcome {}

    /// The compiler does not accept it.
    record Rejected(String source, List<Problem> problems) implements Outcome {
        @Override
        public boolean failed() {
            return true;
        }
    }

    /// What is wrong with the characters from `start` to before `end` of the source.
    ///
    /// @param hint what to type instead, or before
    record Problem(int start, int end, String message, Optional<String> hint) {}

    /// It threw.
    ///
    /// @param lost as in [Declared]: a variable that it was to replace
    record Failed(Throwable thrown, List<String> lost) implements Outcome {
        public Failed(Throwable thrown) {
            this(thrown, List.of());
        }

        @Override
        public boolean failed() {
            return true;
        }
    }

    /// It refers to something that is declared, but not usable yet.
    record Unresolved(String what, List<String> missing) implements Outcome {
        @Override
        public boolean failed() {
            return true;
        }
    }

    /// It was interrupted, did not end, and goes on behind the scenes.
    record Abandoned() implements Outcome {
        @Override
        public boolean failed() {
            return true;
        }
    }
}
