/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

/// A cached partition was damaged while it was read. The next attempt finds that out before it begins, and computes it.
public final class CacheLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    CacheLost(Throwable cause) {
        super("A cached partition cannot be read to its end. It has to be computed again.", cause);
    }
}
