/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.spi.OutputTransaction;
import dev.sparrow.spi.TransactionProvider;

import java.nio.file.Path;
import java.util.Optional;

/// Begins the transactions of contexts.
public final class Transactions implements TransactionProvider {
    /// Run before each step whose effect outlives this process: where a test wants it to crash.
    static volatile Runnable beforeStep = () -> {};

    @Override
    public OutputTransaction begin(Settings settings) {
        var folder = settings.get(Keys.TRANSACTION_FOLDER);
        var cell = settings.get(Keys.TRANSACTION_CELL);
        var secret = settings.get(Keys.SECRET_FILE);
        return new OpenTransaction(
                folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder)),
                cell.isBlank()
                        ? Optional.empty()
                        : Optional.of(
                                new Decider(cell, secret.isBlank() ? Optional.empty() : Optional.of(Path.of(secret)))));
    }
}
