/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

/// A block, or the rest of one, is not there any more or not what was written.
public final class BlockUnavailable extends Exception {
    private static final long serialVersionUID = 1;

    private final BlocksLost.Reason reason;

    /// @param cause may be null
    public BlockUnavailable(BlocksLost.Reason reason, Throwable cause) {
        super("A block is " + reason + ".", cause);
        this.reason = reason;
    }

    public BlocksLost.Reason reason() {
        return reason;
    }
}
