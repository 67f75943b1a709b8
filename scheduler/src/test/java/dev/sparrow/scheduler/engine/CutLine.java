/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.Sparrow;
import dev.sparrow.value.ExecutorId;

import java.util.Map;
import java.util.function.Consumer;

/// A line from an executor that shares nothing to its driver on which nothing arrives any more, as where a network is
/// cut: the executor lives and works on.
final class CutLine {
    private CutLine() {}

    /// @param executor in its first life
    static void of(Sparrow sc, String executor) {
        var executors = (Map<?, ?>) read(read(read(sc, "engine"), "fabric"), "executors");
        var writer = read(read(executors.get(new ExecutorId(executor)), "link"), "driver");
        Consumer<byte[]> nowhere = _ -> {};
        try {
            var field = writer.getClass().getDeclaredField("receiver");
            field.setAccessible(true);
            field.set(writer, nowhere);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Object read(Object holder, String name) {
        try {
            var field = holder.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(holder);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
