/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.wire;

/// The reigns of coordinators that a worker or a driver has heard of. What one of an earlier reign says does not count:
/// it does not know yet that another one leads.
public final class Reigns {
    private long latest;
    private boolean counts;

    /// Somebody was reached who has not said yet which reign is his.
    public synchronized void reached() {
        counts = false;
    }

    /// He has said so.
    ///
    /// @return whether he leads, as far as is known here
    public synchronized boolean begins(ClusterMessage.Reign reign) {
        latest = Math.max(latest, reign.number());
        counts = reign.number() == latest;
        return counts;
    }

    /// Whether what he says counts.
    public synchronized boolean counts() {
        return counts;
    }
}
