/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A line of the table that a verification prints.
///
/// @param suite what was run
/// @param what a part of it
/// @param runs how many runs there were
/// @param faults how many faults were injected
/// @param violations how many runs showed what must never be
/// @param nanos how long it took
/// @param target what was asked for
/// @param met whether that was reached
/// @param detail more, such as the first seed
public record Row(
        String suite,
        String what,
        long runs,
        long faults,
        long violations,
        long nanos,
        String target,
        boolean met,
        String detail) {
    /// The head of the table.
    public static String head() {
        return "%-10s %-44s %9s %12s %10s %8s  %-28s %s"
                .formatted("suite", "what", "runs", "faults", "violations", "runs/s", "target", "");
    }

    /// Runs parts that are independent of each other, on all cores.
    ///
    /// @param rows takes their lines, in the order of the parts
    /// @return whether all targets were met
    public static boolean allMet(List<Supplier<Row>> parts, Consumer<Row> rows) {
        var met = new AtomicBoolean(true);
        parts.parallelStream()
                .map(Supplier::get)
                .forEachOrdered(row -> {
                    rows.accept(row);
                    met.compareAndSet(true, row.met());
                });
        return met.get();
    }

    @Override
    public String toString() {
        var perSecond = nanos == 0 ? 0 : runs * 1e9 / nanos;
        return "%-10s %-44s %,9d %,12d %,10d %,8.0f  %-28s %-6s %s"
                .formatted(suite, what, runs, faults, violations, perSecond, target, met ? "ok" : "MISSED", detail)
                .stripTrailing();
    }
}
