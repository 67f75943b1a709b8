/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The run of compiled loops over the elements of a partition.
///
/// [FusedElements] are elements whose last steps run in loops of [dev.sparrow.compute.pipeline]: first the [WarmUp] in
/// row mode, which shows of what kind they are, then a loop over chunks of a [LoopSource]. [PartitionElements] is what
/// an output asks for them. Read [PartitionElements] first.
package dev.sparrow.compute.loop;
