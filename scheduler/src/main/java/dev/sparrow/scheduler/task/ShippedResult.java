/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.storage.serialization.ElementCodec;

/// A partial result on its way from isolated classes to those of the driver.
public final class ShippedResult {
    private final byte[] bytes;

    private ShippedResult(byte[] bytes) {
        this.bytes = bytes;
    }

    static ShippedResult of(Object result) {
        var run = ElementCodec.newRun();
        run.write(result);
        return new ShippedResult(run.toByteArray());
    }

    /// The result itself, of the classes that the calling thread knows.
    public static Object open(Object result) {
        return switch (result) {
            case ShippedResult shipped -> ElementCodec.decode(shipped.bytes, 1).next();
            case HeldResult(var held, _) -> open(held);
            case null, default -> result;
        };
    }

    /// Nobody waits for the result any more, or the program has it: its memory is counted no longer. Runs no user code.
    public static void release(Object result) {
        if (result instanceof HeldResult(_, var memory)) {
            memory.close();
        }
    }
}
