/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import com.sun.management.OperatingSystemMXBean;

import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.storage.block.ChunkCipher;
import dev.sparrow.storage.block.ChunkForm;
import dev.sparrow.storage.memory.MemoryLimits;

import java.lang.management.ManagementFactory;
import java.util.Optional;

/// What settings say of an executor's memory and disk.
public final class ExecutorParts {
    private ExecutorParts() {}

    /// How chunks are written to disk. Each call has a key of its own, if they are encrypted.
    public static ChunkForm chunks(Settings settings) {
        var cipher =
                settings.get(Keys.IO_ENCRYPTION)
                        ? Optional.of(ChunkCipher.create(settings.get(Keys.IO_ENCRYPTION_KEY_BITS)))
                        : Optional.<ChunkCipher>empty();
        return new ChunkForm(CompressionCodecs.of(settings.get(Keys.SPILL_COMPRESSION)), cipher);
    }

    /// Of one of some executors in this JVM.
    public static MemoryLimits memory(Settings settings, int executors) {
        return memory(settings, Runtime.getRuntime().maxMemory() / executors, executors);
    }

    /// Of one of some executors that share this machine.
    ///
    /// @param heap what it has of the heap of its JVM
    public static MemoryLimits memory(Settings settings, long heap, int executors) {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return MemoryLimits.of(settings.get(Keys.MEMORY_BYTES), heap, machine.getTotalMemorySize() / executors);
    }
}
