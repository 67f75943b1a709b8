/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// The datasets computed so far, each until its last reader has come.
///
/// Readers never see each other's changes: all but the last get copies, the last gets the dataset itself, which is then
/// forgotten, so that a long chain does not pile up.
final class Results {
    private final IdentityHashMap<Lineage, List<List<Object>>> datasets = new IdentityHashMap<>();
    private final IdentityHashMap<Lineage, Integer> readersToCome = new IdentityHashMap<>();

    Results(Lineage target) {
        readersToCome.put(target, 1);
        for (var node : LineageWalk.parentsFirst(target)) {
            node.parents().forEach(parent -> readersToCome.merge(parent, 1, Integer::sum));
        }
    }

    void put(Lineage node, List<List<Object>> dataset) {
        datasets.put(node, dataset);
    }

    List<List<Object>> read(Lineage node) {
        var left = readersToCome.merge(node, -1, Integer::sum);
        if (left == 0) {
            return datasets.remove(node);
        }
        var copy = new ArrayList<List<Object>>();
        datasets.get(node).forEach(partition -> copy.add(Copies.ofAll(partition)));
        return copy;
    }
}
