/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Values that every module shares: ids, tuples, partitioners and the one partitioning hash.
///
/// Immutable, but for what builds one, and without behaviour of their own beyond what their name says. Read
/// [Partitioner] and [StableHash] first.
package dev.sparrow.value;
