/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import dev.sparrow.Sparrow;
import dev.sparrow.sql.Sql;

import picocli.CommandLine.Command;

/// The small query whose first result `bench latency` waits for, run in a JVM of its own.
@Command(name = FirstQueryCommand.NAME, hidden = true)
final class FirstQueryCommand implements Runnable {
    static final String NAME = "first-query";

    private static final String QUERY =
            "select sum(n) from (values ('a', 2), ('b', 3), ('c', 4)) t(k, n) where k <> 'c' having sum(n) > 1";

    @Override
    public void run() {
        try (var sc = new Sparrow()) {
            System.out.println(Sql.on(sc).sql(QUERY).collect().getFirst().get(0));
            System.out.flush();
        }
    }
}
