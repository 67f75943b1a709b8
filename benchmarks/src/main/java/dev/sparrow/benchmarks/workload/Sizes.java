/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

/// The size of the data of each row.
///
/// @param scale 1 for the sizes that documents speak of
public record Sizes(double scale) {
    public static final int ITERATIONS = 10;
    public static final int CLUSTERS = 10;
    public static final int DIMENSIONS = 10;
    public static final int THREADS = 2;
    public static final int TOP_WORDS = 20;

    /// What R10 counts: next to nothing, so that only the job itself is measured.
    public static final int COUNTED = 1_000;

    public Sizes {
        if (!(scale > 0 && scale <= 1)) {
            throw new IllegalArgumentException("The scale is a number above 0 and up to 1, not " + scale + ".");
        }
    }

    public long textBytes() {
        return scaled(200_000_000);
    }

    public int edges() {
        return (int) scaled(1_000_000);
    }

    /// Nodes of the graph are numbers of so many bits; one node has about eight edges.
    public int nodeBits() {
        return 64 - Long.numberOfLeadingZeros(Math.max(1, edges() / 8 - 1));
    }

    public int points() {
        return (int) scaled(2_000_000);
    }

    public long numbers() {
        return scaled(100_000_000);
    }

    public int pairs() {
        return (int) scaled(10_000_000);
    }

    public int records() {
        return (int) scaled(10_000_000);
    }

    public int keys() {
        return (int) scaled(1_000_000);
    }

    private long scaled(long full) {
        return Math.max(1, Math.round(full * scale));
    }
}
