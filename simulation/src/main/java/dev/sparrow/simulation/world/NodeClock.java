/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import dev.sparrow.simulation.Clock;

import java.util.function.LongSupplier;

/// The clock of one node: it runs at a rate of its own and may jump, but never shows less than before.
final class NodeClock implements Clock {
    private final LongSupplier worldNanos;
    private long sinceNanos;
    private long baseNanos;
    private int ratePerMille = 1000;
    private long shownNanos;

    NodeClock(LongSupplier worldNanos) {
        this.worldNanos = worldNanos;
    }

    @Override
    public long nanos() {
        shownNanos = Math.max(shownNanos, raw());
        return shownNanos;
    }

    private long raw() {
        return baseNanos + (worldNanos.getAsLong() - sinceNanos) * ratePerMille / 1000;
    }

    /// When, in the world's time, this clock shows so much.
    long worldTimeOf(long nanos) {
        var away = (nanos - baseNanos) * 1000;
        return sinceNanos + Math.ceilDiv(away, ratePerMille);
    }

    void runAt(int perMille) {
        baseNanos = raw();
        sinceNanos = worldNanos.getAsLong();
        ratePerMille = perMille;
    }

    void jump(long nanos) {
        baseNanos += nanos;
    }

    /// Runs as the world does again; what it has shown, it has shown.
    void mend() {
        baseNanos = Math.max(raw(), shownNanos);
        sinceNanos = worldNanos.getAsLong();
        ratePerMille = 1000;
    }
}
