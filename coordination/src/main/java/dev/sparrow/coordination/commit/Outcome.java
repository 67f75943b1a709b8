/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

/// How a transaction ends, the same way at all participants.
public enum Outcome {
    COMMIT,
    ABORT
}
