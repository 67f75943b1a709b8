/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import dev.sparrow.Sparrow;

import picocli.CommandLine.Command;

import java.util.List;

/// The tiny job whose first result `bench latency` waits for, run in a JVM of its own.
@Command(name = FirstJobCommand.NAME, hidden = true)
final class FirstJobCommand implements Runnable {
    static final String NAME = "first-job";
    static final String RESULT = "5";

    @Override
    public void run() {
        try (var sc = new Sparrow()) {
            System.out.println(sc.parallelize(List.of(1, 2), 2).map(x -> x + 1).reduce(Integer::sum));
            System.out.flush();
        }
    }
}
