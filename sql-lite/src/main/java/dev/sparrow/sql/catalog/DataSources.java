/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.catalog;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function0;

import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

/// The sources of connections that programs gave, which stay in their process: pools cannot travel to tasks, so these
/// have a number of theirs.
public final class DataSources {
    private static final Map<Long, DataSource> KNOWN = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    private DataSources() {}

    /// What opens connections of a source, in the process of the program alone.
    public static Function0<Connection> connections(DataSource source) {
        var number = NEXT.incrementAndGet();
        KNOWN.put(number, source);
        return () -> connect(number);
    }

    private static Connection connect(long number) throws Exception {
        var source = KNOWN.get(number);
        if (source == null) {
            throw new SparrowException(
                    ErrorCode.INPUT_UNREADABLE,
                    "A DataSource is in the process of the program, and this task is in another one. Register the table"
                            + " with a function that opens connections.");
        }
        return source.getConnection();
    }
}
