/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A master of executors that are processes of this machine.
///
/// @param executors at least 1
/// @param cores tasks that each runs at once, at least 1
/// @param memoryBytes the heap of each
record LocalClusterMaster(int executors, int cores, long memoryBytes) {
    static final String FORM = "local-cluster[n,cores,memory]";

    /// What an executor cannot do without.
    private static final long MEMORY_BYTES_MIN = 64 << 20;

    private static final Pattern TEXT =
            Pattern.compile(
                    "local-cluster\\[\\s*(\\d{1,3})\\s*,\\s*(\\d{1,4})\\s*,\\s*(\\d{1,7})\\s*([kKmMgG]?)[bB]?\\s*]");

    /// Understands a master; empty if it is none of these.
    ///
    /// @param text where memory without a unit is in MiB
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] if it asks for nothing
    static Optional<LocalClusterMaster> parse(String text) {
        var matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var executors = Integer.parseInt(matcher.group(1));
        var cores = Integer.parseInt(matcher.group(2));
        var memory = Long.parseLong(matcher.group(3)) * unit(matcher.group(4));
        if (executors < 1 || cores < 1 || memory < MEMORY_BYTES_MIN) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "Master '"
                            + text
                            + "' asks for "
                            + executors
                            + " executors with "
                            + cores
                            + " cores and "
                            + (memory >> 20)
                            + " MiB of memory; at least 1, 1 and "
                            + (MEMORY_BYTES_MIN >> 20)
                            + " MiB are needed, as in local-cluster[2,1,512m].");
        }
        return Optional.of(new LocalClusterMaster(executors, cores, memory));
    }

    private static long unit(String letter) {
        return switch (letter.toLowerCase(Locale.ROOT)) {
            case "k" -> 1L << 10;
            case "g" -> 1L << 30;
            default -> 1L << 20;
        };
    }
}
