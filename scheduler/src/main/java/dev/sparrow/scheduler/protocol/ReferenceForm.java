/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import java.util.Optional;

/// What travels in place of an object that closures capture by reference.
public sealed interface ReferenceForm {

    /// A broadcast, whose value an executor asks for when a task reads it.
    ///
    /// @param made where, such as `broadcast at Join.java:12`
    record OfBroadcast(long id, String made) implements ReferenceForm {}

    /// An accumulator.
    ///
    /// @param empty a copy without content, as a run of one element
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OfAccumulator(long id, Optional<String> name, byte[] empty) implements ReferenceForm {}
}
