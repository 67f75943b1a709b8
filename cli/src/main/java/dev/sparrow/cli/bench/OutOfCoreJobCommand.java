/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.event.Event;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.concurrent.atomic.AtomicLong;

/// One cell of `bench outofcore`, run in a JVM of its own.
@Command(name = "outofcore-job", hidden = true)
final class OutOfCoreJobCommand implements Runnable {
    @Parameters(index = "0")
    private OutOfCoreJob job;

    @Parameters(index = "1")
    private long bytes;

    @Parameters(index = "2")
    private int partitions;

    /// Prints milliseconds, bytes spilled and the answer.
    @Override
    public void run() {
        var spilled = new AtomicLong();
        try (var sc = new Sparrow(new SparrowConf().set(Keys.PROGRESS, "off"))) {
            sc.addListener(event -> {
                if (event instanceof Event.TaskFinished(_, _, var metrics)) {
                    spilled.addAndGet(metrics.spilledBytes());
                }
            });
            var started = System.nanoTime();
            var answer = job.run(sc, OutOfCoreJob.Size.ofBytes(bytes, partitions));
            var millis = (System.nanoTime() - started) / 1_000_000;
            System.out.println(millis + " " + spilled.get() + " " + answer);
        }
    }
}
