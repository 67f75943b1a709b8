/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.value.ShuffleId;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// The failure of a read because map outputs of a shuffle are gone: these map tasks have to run again.
public final class BlocksLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int NAMED_MAX = 20;

    private final ShuffleId shuffle;
    private final ArrayList<Integer> mapPartitions;

    /// @param reasons by map partition
    BlocksLost(ShuffleId shuffle, int reducePartition, SortedMap<Integer, Reason> reasons) {
        super(message(shuffle, reducePartition, reasons));
        this.shuffle = shuffle;
        this.mapPartitions = new ArrayList<>(reasons.keySet());
    }

    /// What happened to a block.
    enum Reason {
        /// It was dropped, or its file is gone.
        MISSING,
        /// Its bytes are not those that were written.
        CORRUPT,
        /// The disk refuses to read it.
        UNREADABLE
    }

    public ShuffleId shuffle() {
        return shuffle;
    }

    /// Ascending.
    public List<Integer> mapPartitions() {
        return List.copyOf(mapPartitions);
    }

    private static String message(ShuffleId shuffle, int reducePartition, SortedMap<Integer, Reason> reasons) {
        var parts = new ArrayList<String>();
        for (var reason : Reason.values()) {
            var lost = reasons.keySet().stream().filter(map -> reasons.get(map) == reason).toList();
            if (!lost.isEmpty()) {
                parts.add(reason.name().toLowerCase(Locale.ROOT) + " are those of map partitions " + list(lost));
            }
        }
        return "Partition "
                + reducePartition
                + " of shuffle "
                + shuffle
                + " cannot be read, blocks are lost: "
                + String.join("; ", parts)
                + ". They have to be computed again.";
    }

    private static String list(List<Integer> partitions) {
        var named = partitions.stream().limit(NAMED_MAX).map(String::valueOf).collect(Collectors.joining(", "));
        return partitions.size() <= NAMED_MAX ? named : named + " and " + (partitions.size() - NAMED_MAX) + " more";
    }
}
