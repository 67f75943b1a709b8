/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Where the data between stages and the cached partitions of persisted datasets live: in memory, and on disk beyond a
/// limit.
///
/// Everything outside sees elements or windows go in ([ShuffleWriter], [CacheWriter]) and batches come out
/// ([ShuffleReader], [CacheReader]); what a block looks like inside ([Chunk]) may change with every release.
///
/// Each executor has a store. A reader takes what is in its own by reference, and asks [RemoteBlocks] for the rest,
/// which comes as bytes from the store that serves it ([PortableBlock]).
///
/// Read [BlockStore] first, then [CachedPartitions].
package dev.sparrow.storage.block;
