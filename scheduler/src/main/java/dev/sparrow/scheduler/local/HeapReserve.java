/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

/// A piece of the heap that is held back, and given up when the heap is full.
///
/// A collection of a full heap often frees just what the next few objects need. So no thread fails, and none gets on
/// either: each object costs a collection, and tasks that are told to end do not reach the place where they notice. With
/// this much more room they do, and there is some for telling it. For one thread.
final class HeapReserve {
    private static final long BYTES_MAX = 8 << 20;
    private static final int SHARE = 40;

    /// The collector moves small pieces more easily than a large one.
    private static final int PIECE_BYTES = 64 << 10;

    /// Made before: to give up is to make nothing.
    private static final byte[][] NOTHING = {};

    private final int pieces;
    private byte[][] held = NOTHING;

    /// @param heapBytes what the heap may grow to
    HeapReserve(long heapBytes) {
        this.pieces = (int) (Math.min(BYTES_MAX, heapBytes / SHARE) / PIECE_BYTES);
    }

    /// Holds it back from now on.
    ///
    /// @throws OutOfMemoryError if there is no room; then it is not held
    void hold() {
        if (held == NOTHING) {
            held = new byte[pieces][PIECE_BYTES];
        }
    }

    void giveUp() {
        held = NOTHING;
    }

    long bytes() {
        return (long) held.length * PIECE_BYTES;
    }
}
