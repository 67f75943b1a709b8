/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.SampleDraws;
import dev.sparrow.lineage.Step;

import java.util.Collections;
import java.util.SplittableRandom;

/// Draws as [SampleDraws] says, one decision for each element in order.
final class SampleStep extends BoundStep {

    /// Beyond some 700, `exp(-mean)` is no longer a `double` above 0.
    private static final double MEAN_MAX = 500;

    private final boolean withReplacement;
    private final double fraction;
    private final SplittableRandom random;

    SampleStep(Step.Sample sample, int partition, Label label, BoundStep next) {
        super(label, next);
        this.withReplacement = sample.withReplacement();
        this.fraction = sample.fraction();
        this.random = new SplittableRandom(SampleDraws.mix(sample.seed(), partition));
    }

    @Override
    Object apply(Object value, StepIterator run) {
        if (!withReplacement) {
            return random.nextDouble() < fraction ? value : NOTHING;
        }
        var times = poisson();
        if (times == 1) {
            return value;
        }
        if (times > 1) {
            run.expand(value, Collections.nCopies(times, value).iterator(), this);
        }
        return NOTHING;
    }

    private int poisson() {
        var times = 0;
        var mean = fraction;
        for (; mean > MEAN_MAX; mean -= MEAN_MAX) {
            times += poisson(MEAN_MAX);
        }
        return times + poisson(mean);
    }

    /// Knuth, The Art of Computer Programming, volume 2, section 3.4.1, algorithm for the Poisson distribution.
    private int poisson(double mean) {
        var limit = Math.exp(-mean);
        var times = 0;
        for (var product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            times++;
        }
        return times;
    }
}
