/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import java.util.concurrent.atomic.AtomicInteger;

/// Something that the store holds until it is dropped, and readers as long as they have a lease; the last one to let go
/// frees it.
abstract sealed class Leased permits StoredOutput, StoredPartition {
    private final Runnable free;
    private final AtomicInteger holders = new AtomicInteger(1);

    Leased(Runnable free) {
        this.free = free;
    }

    /// Keeps it readable until [#release].
    ///
    /// @return false if it is freed already
    boolean lease() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /// Whether it has a holder besides the store.
    boolean isLeased() {
        return holders.get() > 1;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            free.run();
        }
    }
}
