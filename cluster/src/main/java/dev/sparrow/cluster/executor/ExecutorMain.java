/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.executor;

import dev.sparrow.cluster.wire.StartOrder;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// The process of an executor. What it is to do stands on its standard input, which whoever has started it holds open:
/// when that ends, whoever it was has died, or wants it to end.
public final class ExecutorMain {
    private static final Duration END_WAIT_MAX = Duration.ofSeconds(5);
    private static final int FAILED = 1;

    private ExecutorMain() {}

    public static void main(String[] arguments) {
        var code = 0;
        try (var orders = new DataInputStream(new BufferedInputStream(System.in))) {
            System.setIn(InputStream.nullInputStream()); // tasks have none
            work(orders);
        } catch (IOException | RuntimeException e) {
            System.err.println("This executor ends: " + e);
            code = FAILED;
        }
        exit(code);
    }

    private static void work(DataInputStream orders) throws IOException {
        ExecutorSession session = null;
        try {
            while (true) {
                var order = StartOrder.read(orders);
                if (session != null) {
                    session.close();
                }
                session = ExecutorSession.start(order, order.once() ? ExecutorMain::endOnce : ExecutorSession::close);
            }
        } catch (EOFException _) {
            // It is to end.
        } finally {
            if (session != null) {
                session.close();
            }
        }
    }

    /// The application has ended, or this executor's part in it.
    private static void endOnce(ExecutorSession session) {
        session.close();
        exit(0);
    }

    /// Whatever the hooks of users do, the process ends.
    private static void exit(int code) {
        Thread.ofPlatform()
                .daemon()
                .name("sparrow-exit")
                .start(() -> {
                    try {
                        Thread.sleep(END_WAIT_MAX);
                    } catch (InterruptedException _) {
                        // Then at once.
                    }
                    Runtime.getRuntime().halt(code);
                });
        System.exit(code);
    }
}
