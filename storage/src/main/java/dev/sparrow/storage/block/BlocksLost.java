/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.block;

import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.ShuffleId;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The failure of a read because map outputs of a shuffle are gone: these map tasks have to run again.
public final class BlocksLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int NAMED_MAX = 20;

    private final ShuffleId shuffle;
    private final ArrayList<Lost> lost;

    /// @param reader the executor that has read
    /// @param lost not empty
    BlocksLost(ShuffleId shuffle, int reducePartition, ExecutorId reader, List<Lost> lost) {
        super(message(shuffle, reducePartition, reader, lost));
        this.shuffle = shuffle;
        this.lost = new ArrayList<>(lost);
    }

    /// A map output of which a block is lost.
    ///
    /// @param executor that should have it
    public record Lost(ExecutorId executor, MapOutput.Id output, Reason reason) implements Serializable {}

    /// What happened to a block.
    public enum Reason {
        /// It was dropped, its file is gone, or its executor is.
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
        return lost.stream().map(each -> each.output.mapPartition()).distinct().sorted().toList();
    }

    /// What exactly is lost: an output that was made again since is another one.
    public List<Lost> lost() {
        return List.copyOf(lost);
    }

    private static String message(ShuffleId shuffle, int reducePartition, ExecutorId reader, List<Lost> lost) {
        var parts = new ArrayList<String>();
        for (var reason : Reason.values()) {
            var byExecutor = new TreeMap<ExecutorId, List<Integer>>();
            lost.stream()
                    .filter(each -> each.reason == reason)
                    .forEach(each ->
                            byExecutor
                                    .computeIfAbsent(each.executor, _ -> new ArrayList<>())
                                    .add(each.output.mapPartition()));
            byExecutor.forEach((executor, maps) ->
                    parts.add(
                            reason.name().toLowerCase(Locale.ROOT)
                                    + " are those of map partitions "
                                    + list(maps)
                                    + (executor.equals(reader) ? "" : " at executor " + executor)));
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
