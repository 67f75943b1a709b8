/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.exchange;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.table.KeyForm;
import dev.sparrow.compute.window.PairShape;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Partitioner;

/// Asks a partitioner about the keys of pairs; about keys that are numbers in columns the hash partitioner need not be
/// asked.
public final class KeyPlacement implements Placement {
    private final Partitioner by;
    private final int partitions;
    private final Label label;
    private long[] bits = new long[0];

    public KeyPlacement(Partitioner by, Label label) {
        this.by = by;
        this.partitions = by.numPartitions();
        this.label = label;
    }

    @Override
    public int partition(Object element) {
        return ofKey(UserCode.pair(element, label)._1());
    }

    int ofKey(Object key) {
        int answer;
        try {
            answer = by.getPartition(key);
        } catch (Throwable e) {
            throw UserFailure.of(label, key, e);
        }
        if (answer < 0 || answer >= partitions) {
            throw UserCode.wrong(
                    label,
                    "cannot place key "
                            + label.values().show(key)
                            + ": getPartition of "
                            + by.getClass().getTypeName()
                            + " returned "
                            + answer
                            + ", but its partitions are 0 to "
                            + (partitions - 1)
                            + ".");
        }
        return answer;
    }

    @Override
    public void partitions(Window window, int[] into) {
        if (!PairShape.are(window.kind())) {
            Placement.super.partitions(window, into);
            return;
        }
        var keys = window.part(0);
        var form = by instanceof HashPartitioner ? KeyForm.ofAll(keys.kind()) : null;
        if (form == null) {
            for (var row = 0; row < keys.size(); row++) {
                into[row] = ofKey(keys.get(row));
            }
        } else {
            if (bits.length < keys.size()) {
                bits = new long[keys.size()];
            }
            form.hashes(form.bits(keys.leaf(0), keys.size(), bits), keys.size(), into);
            for (var row = 0; row < keys.size(); row++) {
                into[row] = Math.floorMod(into[row], partitions);
            }
        }
    }
}
