/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import java.time.Duration;

/// Ends the JVM soon after Ctrl-C, with exit code 130, even if closing the context hangs in somebody's code.
final class Interrupts {
    private static final Duration PATIENCE = Duration.ofMillis(800);

    /// What a shell reports of a program that Ctrl-C ended: 128 and the number of the signal.
    private static final int EXIT_CODE = 130;

    private volatile boolean ended;
    private volatile boolean interrupted;

    private Interrupts() {}

    static Interrupts watch() {
        var interrupts = new Interrupts();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupts::onShutdown, "sparrow-interrupts"));
        return interrupts;
    }

    /// The command has ended: from now on a shutdown is none of the user's.
    void end() {
        ended = true;
    }

    /// Whether what the command fails with is only that the user ended it.
    boolean interrupted() {
        if (!interrupted) {
            interrupted = shuttingDown();
        }
        return interrupted;
    }

    /// Hooks run in no order, so ours may come after the context's. The JVM refuses new ones from the first moment.
    private static boolean shuttingDown() {
        var probe = new Thread(() -> {}, "sparrow-probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException shutdownInProgress) {
            return true;
        }
    }

    private void onShutdown() {
        if (!ended) {
            interrupted = true;
            var guard = new Thread(Interrupts::haltSoon, "sparrow-halt");
            guard.setDaemon(true);
            guard.start();
        }
    }

    private static void haltSoon() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
