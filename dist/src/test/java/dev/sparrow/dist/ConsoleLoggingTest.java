/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsoleLoggingTest {

    /// The reader of Parquet files says by it what it could use of the processor.
    @Test
    void whatLibrariesSayByTheLoggerOfTheJdk_isHeldToWarnings() {
        var logger = System.getLogger("dev.hardwood.internal");
        assertThat(logger.isLoggable(System.Logger.Level.WARNING)).isTrue();
        assertThat(logger.isLoggable(System.Logger.Level.INFO)).isFalse();
    }
}
