/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

/// What a participant answers when it is asked to prepare.
public enum Vote {
    /// It can commit and it can abort, whatever happens to it, and waits to be told which.
    YES,
    /// It cannot commit, and has aborted.
    NO,
    /// It has nothing to commit, and does not care how the transaction ends.
    READ_ONLY
}
