/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

/// The draws of `sample`, written down so that every engine draws alike.
///
/// Partition `p` of a sample with seed `s` draws from `new java.util.SplittableRandom(mix(s, p))`, one decision for
/// each element in order. Without replacement an element stays if `nextDouble() < fraction`. With replacement it comes
/// `k` times, `k` drawn from a Poisson distribution of mean `fraction` by Knuth's multiplication method (The Art of
/// Computer Programming, volume 2, section 3.4.1): multiply `nextDouble()`s until the product is at most
/// `exp(-fraction)`; `k` is one less than the number of factors. A mean above 500 is drawn as a sum of parts of 500.
public final class SampleDraws {
    private SampleDraws() {}

    /// The seed of one partition's draws.
    public static long mix(long seed, int partition) {
        return seed ^ (0x9E3779B97F4A7C15L * (partition + 1L));
    }
}
