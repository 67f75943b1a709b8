/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.value.StageId;

import java.util.List;

/// A cached partition is missing, and what would make it is not there either.
final class InputSkipped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<StageId> producers;

    InputSkipped(String message, List<StageId> producers) {
        super(message);
        this.producers = producers;
    }

    List<StageId> producers() {
        return producers;
    }
}
