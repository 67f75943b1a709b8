/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

/// How network, disks and processes of a world behave all the time, apart from single [Fault]s.
///
/// @param latencyMinMicros the shortest way of a message
/// @param latencyMaxMicros the longest way of a message that is not delayed
/// @param lossPerMille how many messages in a thousand are lost
/// @param duplicationPerMille how many arrive twice
/// @param delayPerMille how many are held back, so that later ones overtake them
/// @param delayMaxMillis by how much at most
/// @param flushMaxMicros how long the disk takes at most to make records durable; 0 is at once
public record Conditions(
        int latencyMinMicros,
        int latencyMaxMicros,
        int lossPerMille,
        int duplicationPerMille,
        int delayPerMille,
        int delayMaxMillis,
        int flushMaxMicros) {
    /// A network in a good mood.
    public static final Conditions CALM = new Conditions(500, 2_000, 0, 0, 0, 0, 500);

    @Override
    public String toString() {
        return "latency %d-%d us, loss %d/1000, duplication %d/1000, delay %d/1000 up to %d ms, flush up to %d us"
                .formatted(
                        latencyMinMicros,
                        latencyMaxMicros,
                        lossPerMille,
                        duplicationPerMille,
                        delayPerMille,
                        delayMaxMillis,
                        flushMaxMicros);
    }
}
