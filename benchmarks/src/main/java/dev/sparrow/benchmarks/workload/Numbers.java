/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

/// The numbers of R6 to R9 as pure functions of a row number. Small enough that SQL can compute them too: nothing
/// overflows a `BIGINT`.
public final class Numbers {
    private static final long PRIME = 2_147_483_647;

    private Numbers() {}

    /// A number in `0..2^31-2`; neighbours are far apart. A linear congruence, times a small factor that breaks its
    /// regular pattern.
    public static long shuffled(long row) {
        return row * 1_103_515_245 % PRIME * (row % 1_013 + 1) % PRIME;
    }

    public static long key(long row, long keys) {
        return shuffled(row) % keys;
    }

    /// A multiple of 1/8, so that sums are exact in any order.
    public static double value(long row) {
        return row * 48_271 % PRIME % 1_000 / 8.0;
    }

    /// What the small side of R9 holds for a key.
    public static double weight(long key) {
        return key * 16_807 % PRIME % 1_000 / 8.0;
    }

    /// What the sum of a key counts for in the answer, so that a sum under a wrong key is noticed.
    public static double mark(long key) {
        return key % 1_000 + 1;
    }

    public static String shuffledSql(String row) {
        return "(%1$s * 1103515245 %% 2147483647 * (%1$s %% 1013 + 1) %% 2147483647)".formatted(row);
    }

    public static String valueSql(String row) {
        return "(%s * 48271 %% 2147483647 %% 1000 / 8.0::DOUBLE)".formatted(row);
    }

    public static String weightSql(String key) {
        return "(%s * 16807 %% 2147483647 %% 1000 / 8.0::DOUBLE)".formatted(key);
    }
}
