/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

/// Randomness that does not depend on the order of asking: each throw is a function of the seed and of what it is for.
///
/// So a fault that a [Shrinker] takes away changes nothing but its consequences: the third message from one node to
/// another still meets the fate that the seed has for it.
final class Dice {
    private Dice() {}

    /// The finalizer of SplitMix64 (Steele, Lea and Flood 2014) over both numbers.
    static long mix(long seed, long what) {
        var z = seed + what * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// A number from 0, less than the bound, from some bits of a throw.
    static int below(int bound, long bits) {
        return (int) ((bits >>> 33) % bound);
    }
}
