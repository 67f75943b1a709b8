/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import java.time.Duration;

/// How long things take in a lock service.
///
/// @param lease how long a session lives without a word of its client
/// @param grace how long a client whose lease is over looks for a master before it gives up
/// @param orphans how long after a fail-over an ephemeral file stays that nobody has shown to have open
/// @param retry how long a client waits for an answer before it asks again, another member perhaps
/// @param clockRatioMax how much faster one clock may run than another
public record LockSettings(Duration lease, Duration grace, Duration orphans, Duration retry, double clockRatioMax) {
    /// The paper's times (Burrows 2006, sections 2.8 and 2.9), and clocks that are off by ten per cent.
    public static final LockSettings DEFAULT =
            new LockSettings(
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(45),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(500),
                    1.1 / 0.9);

    public LockSettings {
        if (clockRatioMax < 1 || lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("A lease of " + lease + ", clocks that differ by " + clockRatioMax);
        }
    }
}
