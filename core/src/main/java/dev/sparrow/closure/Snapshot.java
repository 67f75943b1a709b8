/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A value as it was at one moment, such as the functions of a stage at submission: nothing that the driver changes
/// afterwards reaches a copy.
///
/// A value that cannot change however deep one looks is shared as it is. Any other is serialized once, and every copy
/// is private to who asked for it; objects that are one within the value are one within a copy.
public final class Snapshot<T> {
    private final T sharedValue;
    private final byte[] bytes;
    private final Map<String, Class<?>> classes;
    private final List<ByReference> references;
    private final String what;

    private Snapshot(
            T sharedValue, byte[] bytes, Map<String, Class<?>> classes, List<ByReference> references, String what) {
        this.sharedValue = sharedValue;
        this.bytes = bytes;
        this.classes = classes;
        this.references = references;
        this.what = what;
    }

    /// Serializes the value, unless it can be shared.
    ///
    /// @param value may be null
    /// @param what names the value in messages, such as `the functions of map at WordCount.java:12`
    /// @throws dev.sparrow.error.SparrowException if the value changes and is not serializable, or captures a dataset
    public static <T> Snapshot<T> take(T value, String what) {
        if (Immutability.holdsFor(value)) {
            return new Snapshot<>(value, new byte[0], Map.of(), List.of(), what);
        }
        var buffer = new ByteArrayOutputStream();
        try (var out = new ClosureOutput(buffer)) {
            out.writeObject(value);
            out.flush();
            return new Snapshot<>(null, buffer.toByteArray(), out.classes(), out.references(), what);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw Refusal.of("Cannot copy " + what, value, e);
        }
    }

    /// As [#copy(UnaryOperator)], in which what is captured by reference is what it is here.
    public T copy() {
        return copy(UnaryOperator.identity());
    }

    /// The value itself if it is shared, else a new copy. May be called from any thread.
    ///
    /// @param binding what stands in the copy for what is captured by reference
    @SuppressWarnings("unchecked") // the bytes are those of a T
    public T copy(UnaryOperator<ByReference> binding) {
        if (shared()) {
            return sharedValue;
        }
        try (var in = new ClosureInput(new ByteArrayInputStream(bytes), classes, references, binding)) {
            return (T) in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | StackOverflowError e) {
            throw Refusal.atCopy(what, bytes.length, e);
        }
    }

    /// Whether all copies are the one value that was taken, since nobody can change it.
    public boolean shared() {
        return bytes.length == 0;
    }

    /// The size of the serialized form; 0 if the value is shared.
    public int sizeBytes() {
        return bytes.length;
    }
}
