/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

/// Takes what is left of a full heap, so that whoever makes one more object gets an [OutOfMemoryError].
///
/// Once what lives in the young generation does not fit into what is left of the old one, the parallel collector moves
/// nothing any more, and puts each further object into that rest, after a full collection of its own. So threads
/// neither fail nor get on, and a task that is told to end makes some hundred objects before it notices. Without the
/// rest it fails at its next one. For one thread.
final class HeapPlug {
    private static final long PIECE_MAX = 1 << 30;
    private static final int PIECE_MIN = 256;

    /// A chain of pieces, each with the one before: a list would have to grow.
    private Object[] taken;

    /// @param bytes that are free; no more are taken, since tasks that have failed give theirs back meanwhile
    void fill(long bytes) {
        var left = bytes;
        for (var piece = Math.min(bytes, PIECE_MAX); piece >= PIECE_MIN; piece = Math.min(piece, left)) {
            try {
                taken = new Object[] {taken, new byte[(int) piece]};
                left -= piece;
            } catch (OutOfMemoryError e) {
                piece /= 2;
            }
        }
    }

    /// Gives all of it back.
    void pull() {
        taken = null;
    }
}
