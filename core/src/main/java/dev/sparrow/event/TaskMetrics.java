/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.event;

import java.time.Duration;

/// What one attempt did.
///
/// @param invalidTextBytes bytes of input text that were not UTF-8 and were replaced by U+FFFD
public record TaskMetrics(
        Duration ran,
        long recordsRead,
        long shuffleRecordsRead,
        long shuffleRecordsWritten,
        long spilledBytes,
        long invalidTextBytes) {}
