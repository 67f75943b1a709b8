/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.memory;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import org.apache.arrow.memory.ArrowBuf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Memory outside the Java heap, up to a limit, in buffers of exactly the size asked for.
///
/// The JVM's own limit of direct memory does not hold here; this one does. All methods may be called from any thread.
public final class ArrowMemory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArrowMemory.class);

    private final long bytesMax;
    private final AllocationHook hook;

    /// The root of all allocations; null until the first one. Guarded by `this`, as is closing it.
    private ArrowRoot root;

    private boolean closed;

    /// Called before each allocation; may throw an `OutOfMemoryError` in its place.
    @FunctionalInterface
    public interface AllocationHook {
        void before(long bytes);
    }

    public ArrowMemory(long bytesMax) {
        this(bytesMax, _ -> {});
    }

    /// Makes a memory with a hook that lets tests fail an allocation.
    public ArrowMemory(long bytesMax, AllocationHook hook) {
        this.bytesMax = bytesMax;
        this.hook = hook;
    }

    /// A buffer, which the caller closes.
    ///
    /// @throws SparrowException `OUT_OF_RESOURCES` beyond the limit, or if the machine has no more
    public ArrowBuf allocate(long bytes) {
        try {
            hook.before(bytes);
            return root().allocate(bytes);
        } catch (OutOfMemoryError e) {
            throw new SparrowException(
                    ErrorCode.OUT_OF_RESOURCES,
                    "Cannot allocate "
                            + bytes
                            + " bytes outside the Java heap, where "
                            + allocated()
                            + " are in use: "
                            + e.getMessage()
                            + ". Use more partitions, cache less, or give the machine more memory.",
                    e);
        }
    }

    private synchronized ArrowRoot root() {
        if (closed) {
            throw new IllegalStateException("Memory is allocated after close.");
        }
        if (root == null) {
            root = new ArrowRoot(bytesMax);
        }
        return root;
    }

    /// Bytes that are in use.
    public synchronized long allocated() {
        return root == null ? 0 : root.allocated();
    }

    /// Ends allocating. To be called when all buffers are closed: one that is not is a defect of Sparrow, and is
    /// logged.
    @Override
    public synchronized void close() {
        if (!closed && allocated() > 0) {
            LOG.error("{} bytes outside the Java heap were never freed. Please report this.", allocated());
        }
        closed = true;
        if (root != null && root.allocated() == 0) {
            root.close();
            root = null;
        }
    }
}
