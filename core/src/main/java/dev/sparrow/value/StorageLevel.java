/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import dev.sparrow.error.SparrowException;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/// The places where cached partitions live, under the names that Spark's users know.
///
/// Here every cached partition is in a compact form that is read without decoding it as a whole. So the levels that
/// keep objects (`MEMORY_ONLY`), bytes (`MEMORY_ONLY_SER`) and bytes outside the heap (`OFF_HEAP`) do the same, as far
/// as memory or disk is concerned. In one process a second copy protects from nothing: levels with `_2` or `_3` keep
/// one.
///
/// @param useDisk whether a partition that memory has no room for goes to disk; otherwise it is given up
/// @param useMemory whether memory is used at all
/// @param useOffHeap makes no difference here
/// @param deserialized makes no difference here
/// @param replication how many copies are asked for, from 1
public record StorageLevel(
        boolean useDisk, boolean useMemory, boolean useOffHeap, boolean deserialized, int replication)
        implements Serializable {

    /// Keeps nothing: the level of a dataset that is not persisted.
    public static final StorageLevel NONE = new StorageLevel(false, false, false, false, 1);

    /// On disk alone.
    public static final StorageLevel DISK_ONLY = new StorageLevel(true, false, false, false, 1);

    /// As [#DISK_ONLY] here.
    public static final StorageLevel DISK_ONLY_2 = new StorageLevel(true, false, false, false, 2);

    /// As [#DISK_ONLY] here.
    public static final StorageLevel DISK_ONLY_3 = new StorageLevel(true, false, false, false, 3);

    /// In memory; what has no room there is computed again when it is asked for.
    public static final StorageLevel MEMORY_ONLY = new StorageLevel(false, true, false, true, 1);

    /// As [#MEMORY_ONLY] here.
    public static final StorageLevel MEMORY_ONLY_2 = new StorageLevel(false, true, false, true, 2);

    /// As [#MEMORY_ONLY] here.
    public static final StorageLevel MEMORY_ONLY_SER = new StorageLevel(false, true, false, false, 1);

    /// As [#MEMORY_ONLY] here.
    public static final StorageLevel MEMORY_ONLY_SER_2 = new StorageLevel(false, true, false, false, 2);

    /// In memory; what has no room there goes to disk.
    public static final StorageLevel MEMORY_AND_DISK = new StorageLevel(true, true, false, true, 1);

    /// As [#MEMORY_AND_DISK] here.
    public static final StorageLevel MEMORY_AND_DISK_2 = new StorageLevel(true, true, false, true, 2);

    /// As [#MEMORY_AND_DISK] here.
    public static final StorageLevel MEMORY_AND_DISK_SER = new StorageLevel(true, true, false, false, 1);

    /// As [#MEMORY_AND_DISK] here.
    public static final StorageLevel MEMORY_AND_DISK_SER_2 = new StorageLevel(true, true, false, false, 2);

    /// As [#MEMORY_AND_DISK] here.
    public static final StorageLevel OFF_HEAP = new StorageLevel(true, true, true, false, 1);

    private static final Map<StorageLevel, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(NONE, "NONE");
        NAMES.put(DISK_ONLY, "DISK_ONLY");
        NAMES.put(DISK_ONLY_2, "DISK_ONLY_2");
        NAMES.put(DISK_ONLY_3, "DISK_ONLY_3");
        NAMES.put(MEMORY_ONLY, "MEMORY_ONLY");
        NAMES.put(MEMORY_ONLY_2, "MEMORY_ONLY_2");
        NAMES.put(MEMORY_ONLY_SER, "MEMORY_ONLY_SER");
        NAMES.put(MEMORY_ONLY_SER_2, "MEMORY_ONLY_SER_2");
        NAMES.put(MEMORY_AND_DISK, "MEMORY_AND_DISK");
        NAMES.put(MEMORY_AND_DISK_2, "MEMORY_AND_DISK_2");
        NAMES.put(MEMORY_AND_DISK_SER, "MEMORY_AND_DISK_SER");
        NAMES.put(MEMORY_AND_DISK_SER_2, "MEMORY_AND_DISK_SER_2");
        NAMES.put(OFF_HEAP, "OFF_HEAP");
    }

    /// @throws dev.sparrow.error.SparrowException if there is not at least 1 copy
    public StorageLevel {
        if (replication < 1) {
            throw SparrowException.invalidArgument(
                    "A storage level keeps " + replication + " copies; it must be at least 1.");
        }
    }

    /// Where neither disk nor memory is used, the level is [#NONE].
    public static StorageLevel create(
            boolean useDisk, boolean useMemory, boolean useOffHeap, boolean deserialized, int replication) {
        return new StorageLevel(useDisk, useMemory, useOffHeap, deserialized, replication);
    }

    /// [#NONE], as Spark's Java programs write it.
    public static StorageLevel NONE() {
        return NONE;
    }

    /// [#DISK_ONLY], as Spark's Java programs write it.
    public static StorageLevel DISK_ONLY() {
        return DISK_ONLY;
    }

    /// [#DISK_ONLY_2], as Spark's Java programs write it.
    public static StorageLevel DISK_ONLY_2() {
        return DISK_ONLY_2;
    }

    /// [#DISK_ONLY_3], as Spark's Java programs write it.
    public static StorageLevel DISK_ONLY_3() {
        return DISK_ONLY_3;
    }

    /// [#MEMORY_ONLY], as Spark's Java programs write it.
    public static StorageLevel MEMORY_ONLY() {
        return MEMORY_ONLY;
    }

    /// [#MEMORY_ONLY_2], as Spark's Java programs write it.
    public static StorageLevel MEMORY_ONLY_2() {
        return MEMORY_ONLY_2;
    }

    /// [#MEMORY_ONLY_SER], as Spark's Java programs write it.
    public static StorageLevel MEMORY_ONLY_SER() {
        return MEMORY_ONLY_SER;
    }

    /// [#MEMORY_ONLY_SER_2], as Spark's Java programs write it.
    public static StorageLevel MEMORY_ONLY_SER_2() {
        return MEMORY_ONLY_SER_2;
    }

    /// [#MEMORY_AND_DISK], as Spark's Java programs write it.
    public static StorageLevel MEMORY_AND_DISK() {
        return MEMORY_AND_DISK;
    }

    /// [#MEMORY_AND_DISK_2], as Spark's Java programs write it.
    public static StorageLevel MEMORY_AND_DISK_2() {
        return MEMORY_AND_DISK_2;
    }

    /// [#MEMORY_AND_DISK_SER], as Spark's Java programs write it.
    public static StorageLevel MEMORY_AND_DISK_SER() {
        return MEMORY_AND_DISK_SER;
    }

    /// [#MEMORY_AND_DISK_SER_2], as Spark's Java programs write it.
    public static StorageLevel MEMORY_AND_DISK_SER_2() {
        return MEMORY_AND_DISK_SER_2;
    }

    /// [#OFF_HEAP], as Spark's Java programs write it.
    public static StorageLevel OFF_HEAP() {
        return OFF_HEAP;
    }

    /// Whether it keeps anything.
    public boolean isValid() {
        return useDisk || useMemory;
    }

    /// The level of a name.
    ///
    /// @throws dev.sparrow.error.SparrowException if there is none
    public static StorageLevel fromString(String name) {
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findAny()
                .orElseThrow(() ->
                        SparrowException.invalidArgument(
                                "There is no storage level " + name + ". There are: " + NAMES.values() + "."));
    }

    /// Its name, if it has one.
    @Override
    public String toString() {
        var name = NAMES.get(this);
        return name != null
                ? name
                : "StorageLevel("
                        + (useDisk ? "disk, " : "")
                        + (useMemory ? "memory, " : "")
                        + (useOffHeap ? "off heap, " : "")
                        + (deserialized ? "deserialized, " : "")
                        + replication
                        + (replication == 1 ? " copy)" : " copies)");
    }
}
