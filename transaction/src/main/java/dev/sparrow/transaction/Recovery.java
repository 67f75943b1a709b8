/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import dev.sparrow.coordination.commit.local.DecisionLog;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.PendingFolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Ends the transactions of dead processes: what they had decided becomes visible everywhere, and what they had not is
/// dropped. It can be run at any time, any number of times, beside programs that run.
public final class Recovery {
    /// A transaction that was ended.
    ///
    /// @param name of the transaction
    /// @param committed whether it is visible
    /// @param outputs for people
    public record Ended(String name, boolean committed, List<String> outputs) {
        public Ended {
            outputs = List.copyOf(outputs);
        }
    }

    private Recovery() {}

    /// Ends those whose log is in a folder, or in `.sparrow-transactions` in it.
    ///
    /// @param properties what a connection to a database takes besides what the log says, by its URL: such as a
    ///   password
    /// @throws SparrowException if an output cannot be reached; it can be run again
    public static List<Ended> recover(Path folder, Function<String, Map<String, String>> properties) {
        var inside = folder.resolve(TransactionFolder.LOG);
        var ended = new ArrayList<Ended>();
        for (var left : TransactionFolder.left(Files.isDirectory(inside) ? inside : folder)) {
            try (left) {
                ended.add(end(left, properties));
            }
        }
        return List.copyOf(ended);
    }

    private static Ended end(TransactionFolder left, Function<String, Map<String, String>> properties) {
        var names = left.read();
        var sinks = new TreeMap<String, Sink>();
        for (var name : names) {
            sinks.put(
                    String.format(
                            Locale.ROOT, "%s%05d", name instanceof OutputName.Folder ? "f" : "t", sinks.size() + 1),
                    reopened(name, properties));
        }
        var decisions = left.decisions();
        try {
            var committed = left.isCommitted(decisions);
            left.recover(sinks, decisions);
            for (var sink : sinks.values()) {
                if (!committed) {
                    sink.abort(left.id());
                }
                sink.forget(left.id());
            }
            left.delete();
            decisions.ifPresent(log -> log.forget(left.id()));
            return new Ended(left.name(), committed, names.stream().map(OutputName::toString).toList());
        } finally {
            decisions.ifPresent(DecisionLog::close);
        }
    }

    private static Sink reopened(OutputName name, Function<String, Map<String, String>> properties) {
        return switch (name) {
            case OutputName.Folder(PendingFolder pending) -> new SavedFolder(pending);
            case OutputName.Table table -> {
                var all = new HashMap<>(table.properties());
                all.putAll(properties.apply(table.url()));
                yield SavedTable.reopen(table, all);
            }
        };
    }
}
