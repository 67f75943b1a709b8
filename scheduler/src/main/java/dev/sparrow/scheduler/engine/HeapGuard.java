/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import java.util.function.BooleanSupplier;

/// A look at the heap, for a thread of its own: where threads stand still since it is full, it makes them fail.
///
/// In such a heap each object may cost a collection, and a class that is used for the first time costs hundreds. So
/// nothing here makes an object or runs other code. What does, such as to tell a driver, is for others, who may get
/// stuck in it; then they fail here, too.
final class HeapGuard implements Runnable {
    private final BooleanSupplier isBusy;
    private final HeapWatch watch = new HeapWatch();

    /// Null before the first look, at the start of the engine: to set it up takes longer than what else starts.
    private HeapPlug plug;

    private volatile HeapWatch.Verdict verdict = HeapWatch.Verdict.FINE;
    private volatile boolean isFull;

    /// @param isBusy whether there are jobs that it may concern; makes no object
    HeapGuard(BooleanSupplier isBusy) {
        this.isBusy = isBusy;
    }

    @Override
    public void run() {
        if (plug == null) {
            plug = new HeapPlug();
        }
        if (plug.stays()) {
            return;
        }
        plug.pull();
        verdict = HeapGauge.look(watch);
        if (!isBusy.getAsBoolean()) {
            isFull = false;
        } else if (verdict == HeapWatch.Verdict.FULL) {
            isFull = true;
        } else if (verdict == HeapWatch.Verdict.STUCK) {
            plug.fill();
        }
    }

    /// Whether there is room for a message.
    boolean hasRoom() {
        return verdict == HeapWatch.Verdict.FINE;
    }

    /// Whether jobs have to be ended, and were not yet.
    boolean isFull() {
        return isFull;
    }

    /// They were ended.
    void ended() {
        isFull = false;
    }
}
