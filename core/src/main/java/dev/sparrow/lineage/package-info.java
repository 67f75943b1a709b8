/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Lineage: what is computed, as immutable nodes.
///
/// A [Lineage] node is one dataset; a [Step] is what a narrow node does to a partition; an [Exchange] moves elements
/// between partitions; an [Action] ends a job; a [Survey] is what must be known of a whole dataset before an operation
/// can start. [LineageWalk] is the only walker. Nothing here computes anything: that is `compute`'s work. Read
/// [Lineage] first.
package dev.sparrow.lineage;
