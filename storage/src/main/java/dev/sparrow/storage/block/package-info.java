/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Where the data between stages live: in memory, and on disk beyond a limit.
///
/// Everything outside sees elements or windows go in ([ShuffleWriter]) and batches come out ([ShuffleReader]); what a
/// block looks like inside ([Chunk]) may change with every release. Imports `storage.columnar`, `storage.memory` and,
/// of `core`, `value` and `error`.
///
/// Read [BlockStore] first.
package dev.sparrow.storage.block;
