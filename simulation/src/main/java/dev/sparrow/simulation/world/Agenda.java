/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import java.util.PriorityQueue;

/// What is to happen, in the order of time; what is due at the same time happens in the order in which it was added.
final class Agenda {
    private record Item(long nanos, long number, Runnable what) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            var byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Item> items = new PriorityQueue<>(256);
    private long added;
    private long nowNanos;

    long nowNanos() {
        return nowNanos;
    }

    void add(long nanos, Runnable what) {
        items.add(new Item(Math.max(nanos, nowNanos), added++, what));
    }

    /// Lets the next thing happen, unless it is later than the limit; then the limit is now.
    ///
    /// @return whether something happened
    boolean runNext(long untilNanos) {
        var next = items.peek();
        if (next == null || next.nanos > untilNanos) {
            nowNanos = Math.max(nowNanos, untilNanos);
            return false;
        }
        items.poll();
        nowNanos = next.nanos;
        next.what.run();
        return true;
    }
}
