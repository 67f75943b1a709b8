/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.Vote;
import dev.sparrow.coordination.commit.sink.JdbcSink;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.spi.TableOutput;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table of a database as a participant. Its rows wait in a table beside it.
final class SavedTable implements Sink {
    private final OutputName.Table name;
    private final JdbcSink sink;
    private boolean isWhole;
    private SparrowException refusal;

    private SavedTable(OutputName.Table name, JdbcSink sink, boolean isWhole) {
        this.name = name;
        this.sink = sink;
        this.isWhole = isWhole;
    }

    /// One into which nothing was saved yet.
    ///
    /// @param properties with those that are secret
    static SavedTable open(OutputName.Table name, Map<String, String> properties) {
        return new SavedTable(name, new JdbcSink(new UrlDatabase(name.url(), properties), name.table()), false);
    }

    /// That of an earlier process.
    static SavedTable reopen(OutputName.Table name, Map<String, String> properties) {
        return new SavedTable(name, new JdbcSink(new UrlDatabase(name.url(), properties), name.table()), true);
    }

    /// What a save of the transaction writes there.
    <T> TableOutput<T> output(
            TransactionId transaction, Map<String, String> properties, Function<? super T, ? extends List<?>> values) {
        var writer =
                new RowWriter<T>(
                        new RowWriter.Target(name.url(), Map.copyOf(properties), sink.stagingStatement(), sink.width()),
                        transaction.toString(),
                        values);
        return new TableOutput<>() {
            @Override
            public Function2<Integer, Iterator<T>, Iterator<String>> writer() {
                return writer;
            }

            @Override
            public void accept(List<String> attempts) {
                Transactions.beforeStep.run();
                sink.accept(transaction, attempts);
                isWhole = true;
            }
        };
    }

    @Override
    public Vote prepare(TransactionId transaction) {
        try {
            if (!isWhole) {
                throw new SparrowException(
                        ErrorCode.OUTPUT_FAILED, "Rows for " + name + " cannot be committed: their save has failed.");
            }
            return sink.prepare(transaction);
        } catch (SparrowException e) {
            refusal = e;
            throw e;
        }
    }

    @Override
    public void commit(TransactionId transaction) {
        sink.commit(transaction);
    }

    @Override
    public void abort(TransactionId transaction) {
        sink.abort(transaction);
    }

    /// What it holds for other transactions is not its own, and what it holds for this one the log knows.
    @Override
    public List<TransactionId> recover() {
        return List.of();
    }

    @Override
    public Optional<SparrowException> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public void forget(TransactionId transaction) {
        sink.forget(transaction);
    }
}
