/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import java.util.Arrays;

/// Takes what is left of a full heap, so that whoever makes one more object gets an [OutOfMemoryError].
///
/// Once what lives in the young generation does not fit into what is left of the old one, the parallel collector moves
/// nothing any more, and puts each further object into that rest, after a full collection of its own; so it refuses
/// none, whatever its limits of time say. Threads neither fail nor get on, and a task that is told to end makes some
/// hundred objects before it notices. Without the rest it fails at its next one. For one thread.
final class HeapPlug {
    private static final int PIECES_MAX = 32;
    private static final long PIECE_MAX = 1 << 30;

    /// What an array has beside its elements.
    private static final long HEADER = 16;

    /// A smaller rest holds no more than an object or two.
    private static final long REST_MIN = 64;

    /// What other threads may take between a look at the rest and taking it.
    private static final long LEEWAY = 1024;

    private static final long HELD_MILLIS_MAX = 10_000;

    private final Object[] taken = new Object[PIECES_MAX];
    private boolean holds;
    private long filledMillis;
    private long seenMillis;
    private long seenCollectingMillis;

    HeapPlug() {
        HeapGauge.oldGenerationRest(); // for the first time, which takes room
    }

    void fill() {
        try {
            takeRest();
        } catch (OutOfMemoryError | InternalError e) {
            // Nothing is left, not even for a look at it. The JVM says "Memory Pool not found" then.
        }
        holds = true;
        filledMillis = HeapGauge.nowMillis();
        seenMillis = filledMillis;
        seenCollectingMillis = HeapGauge.collectingMillis();
    }

    /// In pieces as large as can be had, since each costs a collection.
    private void takeRest() {
        var halvings = 0;
        for (var i = 0; i < PIECES_MAX; i++) {
            var rest = HeapGauge.oldGenerationRest();
            if (rest < REST_MIN) {
                return;
            }
            try {
                taken[i] = new byte[(int) (piece(rest) >> halvings)];
            } catch (OutOfMemoryError e) {
                halvings++; // Others took some of it, or it is in several parts.
            }
        }
    }

    private static long piece(long rest) {
        return Math.min(PIECE_MAX, rest - HEADER - (rest > 2 * LEEWAY ? LEEWAY : 0));
    }

    /// Whether it is filled and has to stay so: while the collector does most of the work, threads have yet to fail.
    /// Makes no object.
    boolean stays() {
        if (!holds) {
            return false;
        }
        var now = HeapGauge.nowMillis();
        var collecting = HeapGauge.collectingMillis();
        var isBusy = collecting - seenCollectingMillis >= (now - seenMillis) / 2;
        seenMillis = now;
        seenCollectingMillis = collecting;
        return isBusy && now - filledMillis < HELD_MILLIS_MAX;
    }

    /// Gives all of it back.
    void pull() {
        if (holds) {
            Arrays.fill(taken, null);
            holds = false;
        }
    }
}
