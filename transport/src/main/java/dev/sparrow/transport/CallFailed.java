/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.io.IOException;

/// The other process says that it cannot answer a call, or no further; the connection is as good as before.
public final class CallFailed extends IOException {
    private static final long serialVersionUID = 1;

    public CallFailed(String message) {
        super(message);
    }
}
