/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.serialization;

import java.util.Iterator;

/// Elements as bytes and back: whatever people put into a dataset, without registering anything.
///
/// 1. What comes back equals what went in, shares nothing with it, and keeps shared references and cycles within one
///    element. Two elements never share anything.
/// 2. State is never dropped in silence: what cannot be encoded is refused, naming class and field path. Only
///    `transient` fields are left out, as in Java serialization.
/// 3. Classes are found by the context class loader of the thread that reads.
///
/// [SerializationForm] says how each class is treated. The bytes are for processes that run the same user code; they
/// are no format to keep.
public final class ElementCodec {
    /// The largest element, in encoded bytes.
    public static final int ELEMENT_BYTES_MAX = 1 << 30;

    private ElementCodec() {}

    /// A new, empty run of elements.
    public static RunEncoder newRun() {
        return new RunEncoder(ELEMENT_BYTES_MAX);
    }

    /// The elements of a run, each decoded when it is asked for.
    ///
    /// @param bytes all bytes of the run; not copied and not changed
    /// @param count how many elements they hold
    public static Iterator<Object> decode(byte[] bytes, int count) {
        return decode(bytes, count, ReadableClasses.ALL);
    }

    /// As [#decode(byte[], int)], for bytes that may come from anywhere.
    ///
    /// @param classes of what classes objects are made; others are an error
    public static Iterator<Object> decode(byte[] bytes, int count, ReadableClasses classes) {
        return new RunDecoder(bytes, count, classes);
    }

    /// An equal element that shares nothing with the given one.
    ///
    /// @param element may be null
    public static Object copy(Object element) {
        var run = newRun();
        run.write(element);
        return decode(run.toByteArray(), 1).next();
    }
}
