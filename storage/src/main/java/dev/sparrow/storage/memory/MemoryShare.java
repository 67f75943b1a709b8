/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.memory;

/// The memory that one operator of a task may hold. It asks before it grows, for some windows of rows at a time;
/// refused, it puts what it holds on disk. Used by the task's own thread.
public final class MemoryShare {
    /// What is asked for at least, to ask seldom.
    private static final long STEP_BYTES = 256 << 10;

    private final MemoryGrant grant;
    private long bytes;

    MemoryShare(MemoryGrant grant) {
        this.grant = grant;
    }

    /// Whether the operator may hold so many bytes. Costs a comparison as long as it has asked for more already.
    public boolean holds(long wanted) {
        return wanted <= bytes || grow(wanted - bytes);
    }

    private boolean grow(long more) {
        if (more < STEP_BYTES && acquired(STEP_BYTES)) {
            return true;
        }
        if (acquired(more)) {
            return true;
        }
        if (bytes + more > grant.budget().operatorBytesMin()) {
            return false;
        }
        grant.budget().take(grant, more);
        bytes += more;
        return true;
    }

    private boolean acquired(long more) {
        var granted = grant.budget().acquire(grant, more);
        bytes += granted ? more : 0;
        return granted;
    }

    /// What all tables and sorts of the process could ever hold on the heap.
    public long bytesMax() {
        return grant.budget().heapBytes();
    }

    /// What was granted.
    public long bytes() {
        return bytes;
    }

    /// The operator holds no more than this any longer.
    public void shrink(long held) {
        if (held < bytes) {
            grant.budget().release(grant, bytes - held);
            bytes = held;
        }
    }
}
