/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;
import java.util.List;

/// The base of compiled classes: they call user functions, and say whose a failure is.
abstract class Compiled {

    /// The captured values of all functions, in the order of their calls.
    Object[] loaded;

    /// Whose functions are called, by the number that [#failed] is given.
    List<Label> labels;

    /// What to throw when the function of `call` threw.
    final RuntimeException failed(Throwable thrown, int call) {
        return UserFailure.of(labels.get(call), thrown);
    }

    /// As [#failed(Throwable, int)], while an element was worked on that was taken from the source.
    RuntimeException failed(Throwable thrown, Object taken, int call) {
        return UserFailure.of(labels.get(call), taken, thrown);
    }

    final Tuple2<?, ?> pair(Object element, int call) {
        return UserCode.pair(element, labels.get(call));
    }

    final Iterator<?> iterator(Object returned, int call) {
        return UserCode.iterator((Iterator<?>) returned, labels.get(call));
    }

    final SparrowException noAnswer(Object element, int call) {
        return UserCode.noAnswer(element, labels.get(call));
    }
}
