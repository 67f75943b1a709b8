/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.ServiceLoader;

/// Begins transactions over several outputs; found through `java.util.ServiceLoader` with core's own class loader.
public interface TransactionProvider {
    /// Begins a transaction without outputs. What earlier ones left where it keeps its log is ended first.
    OutputTransaction begin(Settings settings);

    /// The one on the class path.
    ///
    /// @throws SparrowException [ErrorCode#NO_FORMAT] if there is none
    static TransactionProvider onClassPath() {
        return ServiceLoader.load(TransactionProvider.class, TransactionProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                        new SparrowException(
                                ErrorCode.NO_FORMAT,
                                "Nothing on the class path commits several outputs in one transaction. Add the artifact"
                                        + " dev.sparrow:sparrow-transaction."));
    }
}
