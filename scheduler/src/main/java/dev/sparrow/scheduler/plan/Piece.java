/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Op;
import dev.sparrow.scheduler.plan.Draft.StageKey;
import dev.sparrow.value.DatasetId;

import java.util.List;
import java.util.Map;

/// A part of lineage that one task computes, flattened: from sources, exchanges and persisted datasets to a node.
///
/// @param parents the stages that it reads, in the order of first use
/// @param caches the persisted datasets that it reads
record Piece(List<Op> ops, List<StageKey> parents, List<DatasetId> caches, Map<DatasetId, List<List<Object>>> slices) {}
