/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Placement of elements in the partitions of an exchange.
///
/// A [Placement] says to which partition an element goes: by its key ([KeyPlacement]), by the range its key is in
/// ([RangePlacement]) or in turn ([RoundRobinPlacement]). [PartitionWriter] writes elements there. Read [Placement]
/// first.
package dev.sparrow.compute.exchange;
