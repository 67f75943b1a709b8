/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Memory of operators, and what they do when more is refused.
///
/// [OperatorMemory] asks the task's grant for memory by the window and hands out places on disk; [Buckets] partitions
/// pairs by the hashes of their keys, so that each bucket fits into a table later. Read [OperatorMemory] first.
package dev.sparrow.compute.spill;
