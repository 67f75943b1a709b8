/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.disk;

import dev.sparrow.simulation.Storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// The thread that writes the log of a node: one flush for all forced writes that wait when it comes to them.
///
/// While it flushes, the next writes gather; so the more there is to write, the more share a flush.
public final class DiskWriter implements AutoCloseable {
    /// So many writes are taken at a time.
    private static final int BATCH_MAX = 10_000;

    private sealed interface Order {
        record Append(Record record, boolean forced) implements Order {}

        record Rewrite(List<? extends Record> records) implements Order {}

        record Close() implements Order {}
    }

    private final Storage log;
    private final LongConsumer durable;
    private final Consumer<RuntimeException> failed;
    private final LinkedBlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Thread thread;
    private long forcedWrites;

    /// Starts the thread, which has the log for itself from then on.
    ///
    /// @param durable hears how many forced writes are durable, on that thread
    /// @param failed hears that writing has failed, and that nothing more is written
    public DiskWriter(Storage log, String name, LongConsumer durable, Consumer<RuntimeException> failed) {
        this.log = log;
        this.durable = durable;
        this.failed = failed;
        // A flush blocks the thread in the kernel, so a virtual one would gain nothing.
        this.thread = Thread.ofPlatform().name("disk-" + name).daemon().start(this::run);
    }

    /// Appends a record once those before it are written; a forced one counts for `durable`.
    public void write(Record record, boolean forced) {
        orders.add(new Order.Append(record, forced));
    }

    /// Puts records in place of all; counts for `durable`.
    public void rewrite(List<? extends Record> records) {
        orders.add(new Order.Rewrite(records));
    }

    /// How many orders wait: whoever gives them should stop when there are too many.
    public int waiting() {
        return orders.size();
    }

    private void run() {
        var batch = new ArrayList<Order>();
        try {
            while (carryOut(batch)) {
                batch.clear();
            }
        } catch (RuntimeException e) {
            failed.accept(e);
        } catch (InterruptedException _) {
            // Nobody does that but a process that ends.
        }
    }

    private boolean carryOut(List<Order> batch) throws InterruptedException {
        batch.add(orders.take());
        orders.drainTo(batch, BATCH_MAX);
        var before = forcedWrites;
        for (var order : batch) {
            switch (order) {
                case Order.Append(var record, var forced) -> {
                    log.append(record);
                    forcedWrites += forced ? 1 : 0;
                }
                case Order.Rewrite(var records) -> {
                    log.rewrite(records);
                    forcedWrites++;
                }
                case Order.Close() -> {
                    log.force();
                    return false;
                }
            }
        }
        if (forcedWrites > before) {
            log.force();
            durable.accept(forcedWrites);
        }
        return true;
    }

    /// Writes what waits, and ends the thread.
    @Override
    public void close() {
        orders.add(new Order.Close());
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
