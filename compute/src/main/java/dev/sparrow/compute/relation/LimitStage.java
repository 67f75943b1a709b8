/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import java.util.BitSet;
import java.util.stream.IntStream;

/// Passes on the rows after the first ones, as many as are wanted.
final class LimitStage implements Stage {
    private final Stage next;
    private long skipped;
    private long wanted;

    /// @param count below 0 for all
    LimitStage(long offset, long count, Stage next) {
        this.skipped = offset;
        this.wanted = count < 0 ? Long.MAX_VALUE : count;
        this.next = next;
    }

    @Override
    public boolean accept(Rows rows) {
        var from = (int) Math.min(skipped, rows.count());
        var count = (int) Math.min(wanted, rows.count() - from);
        skipped -= from;
        wanted -= count;
        var wantsMore = count == 0 || next.accept(rows.select(IntStream.range(from, from + count).toArray(), count));
        return wantsMore && wanted > 0;
    }

    @Override
    public void finish() {
        next.finish();
    }

    @Override
    public void use(BitSet bases) {
        next.use(bases);
    }
}
