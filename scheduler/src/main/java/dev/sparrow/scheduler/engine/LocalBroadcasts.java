/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.shared.BroadcastStore;

import java.util.function.Supplier;

/// What a local engine has of the values of broadcasts: copies, where its executors share no object with the driver.
///
/// @param cluster the one at work now
record LocalBroadcasts(Fabric fabric, Supplier<LocalCluster> cluster) implements BroadcastStore {
    @Override
    public void unpersist(long broadcast) {
        if (fabric.ships()) {
            cluster.get().freeBroadcast(broadcast);
        }
    }

    @Override
    public void forget(long broadcast) {
        fabric.forgetBroadcast(broadcast);
        unpersist(broadcast);
    }
}
