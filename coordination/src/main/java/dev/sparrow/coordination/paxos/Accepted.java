/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.paxos;

import dev.sparrow.coordination.log.Payload;

/// A value that an acceptor has accepted for a slot.
public record Accepted(long slot, Ballot ballot, Payload payload) {
    @Override
    public String toString() {
        return slot + "@" + ballot + " " + payload;
    }
}
