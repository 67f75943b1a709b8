/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// How long a client waits when the leader is killed: from the kill to the answer to the first put that began after it.
final class FailOver {
    private FailOver() {}

    /// Kills so many leaders, one after another; each comes back before the next goes.
    ///
    /// @return the milliseconds of each, sorted
    static List<Double> measure(SparrowCell cell, int kills)
            throws IOException, InterruptedException, ExecutionException {
        var millis = new ArrayList<Double>();
        try (var client = cell.connect("waiter", 1)) {
            for (var i = 0; i < kills; i++) {
                client.put("fail-over", "before " + i).get();
                var killed = cell.killLeader();
                var began = System.nanoTime();
                client.put("fail-over", "after " + i).get();
                millis.add((System.nanoTime() - began) / 1e6);
                cell.startAgain(killed);
            }
        }
        return millis.stream().sorted().toList();
    }
}
