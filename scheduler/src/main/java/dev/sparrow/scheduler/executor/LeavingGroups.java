/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.shared.AccumulatorV2;
import dev.sparrow.storage.serialization.ElementCodec;
import dev.sparrow.value.ImmutableValues;

import java.util.ArrayList;

/// What leaves a task that has groups of values on disk, which go when it ends: objects in which there are such groups
/// leave as copies that hold the values.
///
/// Whether there are any in an object of any class shows when it is written.
record LeavingGroups(TaskCounters counters) {

    /// The partial result, of which nothing is on disk.
    Object withValues(Object result) {
        if (counters.listsOnDisk == 0) {
            return result;
        }
        if (result instanceof ArrayList<?> elements && result.getClass() == ArrayList.class) {
            var copies = new ArrayList<Object>(elements.size());
            elements.forEach(element -> copies.add(copyIfNeeded(element)));
            return copies;
        }
        return copyIfNeeded(result);
    }

    private Object copyIfNeeded(Object value) {
        if (ImmutableValues.isImmutable(value)) {
            return value;
        }
        var before = counters.listsCopied;
        try {
            var copy = ElementCodec.copy(value);
            return counters.listsCopied > before ? copy : value;
        } catch (SparrowException e) {
            if (counters.listsCopied > before) {
                throw e;
            }
            return value; // no group was found in it
        }
    }

    /// Accumulators are merged as they are, so they cannot take groups along.
    @SuppressWarnings("ReferenceEquality") // the same object, or a copy
    void refuse(AccumulatorV2<?, ?> accumulator, Object value) {
        if (copyIfNeeded(value) != value) {
            throw new SparrowException(
                    ErrorCode.ELEMENT_NOT_SERIALIZABLE,
                    accumulator
                            + " got the values of a group that went to disk, which go when the task ends. Add a copy of"
                            + " them in memory: new ArrayList<>(), to which each value is added.");
        }
    }
}
