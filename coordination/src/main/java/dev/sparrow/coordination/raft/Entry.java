/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.raft;

import dev.sparrow.coordination.log.Payload;

/// An entry of the log. Index and term together name it: no other entry ever has both.
public record Entry(long index, long term, Payload payload) {
    @Override
    public String toString() {
        return index + "." + term + " " + payload;
    }
}
