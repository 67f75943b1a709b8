/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.value.ExecutorId;

import java.util.function.Consumer;

/// The place of a store among those of other executors.
///
/// @param executor whose store it is, and by which others find what it holds
/// @param others what the others hold
/// @param listener told of each change of the store's cached partitions, in their order and before the call returns
///   that makes the change; by any thread, one at a time. It passes changes on: it neither waits nor uses the store
public record Site(ExecutorId executor, RemoteBlocks others, Consumer<CacheChange> listener) {
    /// The only store of its application.
    public static final Site ALONE = new Site(new ExecutorId("local"), RemoteBlocks.NONE, _ -> {});
}
