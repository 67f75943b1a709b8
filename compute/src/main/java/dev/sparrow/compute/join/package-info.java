/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Hash joins of two datasets that are placed alike.
///
/// [JoinBuild] takes the right side into a [JoinTable]; [JoinProbe] looks windows of left pairs up there. A right side
/// that is too large for a table goes to disk and is joined bucket by bucket ([PartitionedJoin]), with the result in
/// the same order. Read [JoinTable] first.
package dev.sparrow.compute.join;
