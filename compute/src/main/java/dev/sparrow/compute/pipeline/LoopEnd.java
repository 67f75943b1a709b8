/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.compute.window.Sink;
import dev.sparrow.storage.columnar.Kind;

import java.util.Optional;

/// The end of a loop: what it does with the elements that come through all steps.
sealed interface LoopEnd {

    /// Equal for ends that the same loop can serve.
    Object identity();

    /// The user function that it calls.
    default Optional<UserCall> call() {
        return Optional.empty();
    }

    /// Counts them.
    record Count() implements LoopEnd {
        @Override
        public Object identity() {
            return this;
        }
    }

    /// Combines them, see [Accumulator].
    record Fold(UserCall function) implements LoopEnd {
        @Override
        public Object identity() {
            return new Called(Fold.class, function.identity());
        }

        @Override
        public Optional<UserCall> call() {
            return Optional.of(function);
        }
    }

    /// Calls a function with each.
    record Each(UserCall function) implements LoopEnd {
        @Override
        public Object identity() {
            return new Called(Each.class, function.identity());
        }

        @Override
        public Optional<UserCall> call() {
            return Optional.of(function);
        }
    }

    /// Gives each to an object of this class, until that wants no more.
    record Into(Class<? extends Sink> sink) implements LoopEnd {
        @Override
        public Object identity() {
            return this;
        }
    }

    /// Fills windows of this kind and gives them to a sink, until that wants no more.
    record IntoWindows(Kind kind) implements LoopEnd {
        @Override
        public Object identity() {
            return this;
        }
    }

    /// The identity of an end that calls a function.
    record Called(Class<? extends LoopEnd> end, Object function) {}
}
