/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.local.DecisionLog;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.OutputFolder;
import dev.sparrow.function.Function;
import dev.sparrow.spi.OutputCommitter;
import dev.sparrow.spi.OutputTransaction;
import dev.sparrow.spi.TableOutput;
import dev.sparrow.value.SaveMode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A transaction whose outputs are being written.
///
///     open ─► outputs are named in its folder, then written ─► commit: prepare all ─► one record decides
///                                                          └► close: nothing is visible, nothing is left
///
/// The attempts of a stage write apart from each other, and the driver takes one of each partition, so nothing has to
/// be locked for an attempt: one that has failed, and one whose executor is gone, had nothing that counted.
final class OpenTransaction implements OutputTransaction {
    /// Where the log is, if a setting says so.
    private final Optional<Path> log;

    private final List<OutputName> names = new ArrayList<>();

    /// By names whose order is that in which they become visible.
    private final TreeMap<String, Sink> sinks = new TreeMap<>();

    /// What connections take, by the URLs of databases.
    private final Map<String, Map<String, String>> properties = new HashMap<>();

    /// Who decides, if not the log of the transaction.
    private final Optional<Decider> decider;

    private Optional<TransactionFolder> folder = Optional.empty();

    OpenTransaction(Optional<Path> log, Optional<Decider> decider) {
        this.log = log;
        this.decider = decider;
    }

    @Override
    public OutputCommitter folder(String path, SaveMode mode) {
        var output = OutputFolder.open(path, mode);
        try {
            var own = begun(Optional.of(output.folder()));
            var pending = output.pending(own.name());
            if (names.stream()
                    .anyMatch(name ->
                            name instanceof OutputName.Folder(var other) && other.target().equals(pending.target()))) {
                throw SparrowException.invalidArgument(
                        "A transaction saves to " + pending.target() + " twice. Save the union of both.");
            }
            add(new OutputName.Folder(pending), "f", new SavedFolder(pending));
            return new WaitingFolder(output, own.name());
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /// Keeps what was written until the transaction ends.
    private record WaitingFolder(OutputFolder output, String transaction) implements OutputCommitter {
        @Override
        public String folder() {
            return output.folder().toString();
        }

        @Override
        public void commit(List<String> fileNames, String extension) {
            Transactions.beforeStep.run();
            var _ = output.hold(fileNames, extension, transaction);
        }

        @Override
        public void close() {
            output.close();
        }
    }

    @Override
    public <T> TableOutput<T> table(
            String url, Map<String, String> given, String table, Function<? super T, ? extends List<?>> values) {
        var own = begun(Optional.empty());
        var name = new OutputName.Table(url, given, table);
        if (names.contains(name)) {
            throw SparrowException.invalidArgument(
                    "A transaction saves to " + name + " twice. Save the union of both.");
        }
        properties.put(url, given);
        var saved = SavedTable.open(name, given);
        add(name, "t", saved);
        return saved.output(own.id(), given, values);
    }

    private void add(OutputName name, String kind, Sink sink) {
        names.add(name);
        begun(Optional.empty()).write(names);
        sinks.put(String.format(Locale.ROOT, "%s%05d", kind, names.size()), sink);
    }

    /// @param attempts of the output that begins it
    private TransactionFolder begun(Optional<Path> attempts) {
        if (folder.isEmpty()) {
            // attempts are two levels below the folder that the target is in
            var place =
                    log.or(() -> attempts.map(path -> path.getParent().resolveSibling(TransactionFolder.LOG)))
                            .orElseThrow(OpenTransaction::noPlace);
            folder = Optional.of(TransactionFolder.create(place, decider));
        }
        return folder.get();
    }

    private static SparrowException noPlace() {
        return SparrowException.invalidArgument(
                "A transaction whose first output is a table has no place for its log. Save a folder first, or set"
                        + " sparrow.transaction.folder.");
    }

    @Override
    public void commit() {
        if (folder.isEmpty()) {
            return;
        }
        var own = folder.get();
        // What was decided before comes before.
        var _ = Recovery.recover(own.path().getParent(), url -> properties.getOrDefault(url, Map.of()));
        var decisions = decider.map(Decider::connect);
        try {
            decide(own, decisions);
        } finally {
            decisions.ifPresent(DecisionLog::close);
        }
    }

    private void decide(TransactionFolder own, Optional<DecisionLog> decisions) {
        Outcome outcome;
        try {
            outcome = own.commit(sinks, decisions);
        } catch (RuntimeException | Error e) {
            // Until it is known how it ends, nothing may be dropped: what is decided stays decided.
            folder = Optional.empty();
            if (isCommitted(own, decisions, e)) {
                own.close();
                throw unfinished(own, "is committed, but not all of it is visible yet", e);
            }
            folder = Optional.of(own);
            throw e;
        }
        if (outcome == Outcome.ABORT) {
            decisions.ifPresent(log -> log.forget(own.id()));
            throw refusal(own);
        }
        folder = Optional.empty();
        tidyUp(own, decisions);
    }

    private static boolean isCommitted(TransactionFolder own, Optional<DecisionLog> decisions, Throwable failure) {
        try {
            return own.isCommitted(decisions);
        } catch (SparrowException unknown) {
            own.close();
            throw unfinished(own, "may be committed or not, which cannot be found out now", failure);
        }
    }

    /// All is visible. What cannot be tidied up now, the next recovery will.
    private void tidyUp(TransactionFolder own, Optional<DecisionLog> decisions) {
        try (own) {
            end(own);
            decisions.ifPresent(log -> log.forget(own.id()));
        } catch (SparrowException _) {
            return; // nobody has lost anything
        }
    }

    private SparrowException refusal(TransactionFolder own) {
        return sinks.values().stream()
                .flatMap(sink -> sink.refusal().stream())
                .findFirst()
                .orElseGet(() ->
                        new SparrowException(
                                ErrorCode.OUTPUT_FAILED,
                                "Transaction "
                                        + own.name()
                                        + " was aborted; nothing of it is visible. It can be run again."));
    }

    private static SparrowException unfinished(TransactionFolder own, String state, Throwable e) {
        return new SparrowException(
                ErrorCode.OUTPUT_FAILED,
                "Transaction "
                        + own.name()
                        + " "
                        + state
                        + ": "
                        + e.getMessage()
                        + " Run bin/sparrow recover "
                        + own.path().getParent()
                        + " once that is mended.",
                e);
    }

    private void end(TransactionFolder own) {
        sinks.values().forEach(sink -> sink.forget(own.id()));
        own.delete();
    }

    /// Aborts what is not committed.
    @Override
    public void close() {
        if (folder.isPresent()) {
            var own = folder.get();
            try {
                sinks.values().forEach(sink -> sink.abort(own.id()));
                end(own);
            } finally {
                folder = Optional.empty();
                own.close();
            }
        }
    }
}
