/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import java.util.BitSet;
import java.util.SplittableRandom;

/// Passes on rows by chance.
final class SampleStage implements Stage {
    private final SplittableRandom random;
    private final double fraction;
    private final Stage next;

    SampleStage(SplittableRandom random, double fraction, Stage next) {
        this.random = random;
        this.fraction = fraction;
        this.next = next;
    }

    @Override
    public boolean accept(Rows rows) {
        var numbers = new int[rows.count()];
        var count = 0;
        for (var row = 0; row < numbers.length; row++) {
            if (random.nextDouble() < fraction) {
                numbers[count++] = row;
            }
        }
        return count == 0 || next.accept(rows.select(numbers, count));
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
