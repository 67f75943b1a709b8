/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.spi.DatasetStore;
import dev.sparrow.value.Lists;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/// Knows which exchanged and cached data the user can still reach, by what the garbage collector finds.
///
/// Two things die at different times. A *handle* that dies takes with it the reason to keep the data that it reads
/// within its own stage, cached partitions among them: a loop that replaces its `ranks` a thousand times keeps one
/// generation of blocks. A *node* lives as long as a later dataset is made from it; until then a lost partition can be
/// made again.
public final class Retention {
    private static final Cleaner CLEANER = Cleaner.create();

    private final DatasetStore datasets;
    private final Map<Lineage, WeakReference<Hold>> holds = new WeakHashMap<>();

    public Retention(DatasetStore datasets) {
        this.datasets = datasets;
    }

    /// What keeps the data of a node: it is reachable as long as a handle on the node is, or on one that reads it
    /// within its own stage.
    public static final class Hold {
        @SuppressWarnings("unused") // being referred to is all that its parents need
        private List<Hold> parents;

        private boolean watched;

        private Hold(List<Hold> parents) {
            this.parents = parents;
        }
    }

    /// A new node. If jobs keep data of it, the engine hears when nothing can ask for it any more.
    void node(Lineage node) {
        if (node.leavesData()) {
            forgetWith(node);
        }
    }

    /// What a handle on `node` has to keep.
    public synchronized Hold hold(Lineage node) {
        var holdOf = new IdentityHashMap<Lineage, Hold>();
        for (var each : LineageWalk.parentsFirst(node, next -> parentsWithoutHold(next, holdOf))) {
            holdOf.computeIfAbsent(each, _ -> create(each, holdOf));
        }
        return holdOf.get(node);
    }

    /// Takes a hold that exists into `holdOf`, for it may be collected before the walk has ended.
    private List<Lineage> parentsWithoutHold(Lineage node, Map<Lineage, Hold> holdOf) {
        existing(node).ifPresent(hold -> holdOf.put(node, hold));
        return holdOf.containsKey(node) ? List.of() : node.withinStage();
    }

    private Optional<Hold> existing(Lineage node) {
        return Optional.ofNullable(holds.get(node)).map(WeakReference::get);
    }

    private Hold create(Lineage node, Map<Lineage, Hold> holdOf) {
        var hold = new Hold(Lists.map(node.withinStage(), holdOf::get));
        holds.put(node, new WeakReference<>(hold));
        if (node.leavesData()) {
            watch(hold, node);
        }
        return hold;
    }

    /// Partitions of `node` are cached from now on, so the engine hears when it can stop.
    synchronized void persisted(Lineage node, Hold hold) {
        if (!hold.watched) {
            watch(hold, node);
            forgetWith(node);
        }
    }

    /// `node` is made from no other any more, so a handle on it keeps nothing of others.
    synchronized void cut(Lineage node) {
        existing(node).ifPresent(hold -> hold.parents = List.of());
    }

    /// @param then what to do when nothing can ask for `node` any more; must not refer to it
    void whenGone(Lineage node, Runnable then) {
        CLEANER.register(node, then);
    }

    /// The node lives until its release is told, so that an engine never hears of a release after it forgot.
    private void watch(Hold hold, Lineage node) {
        hold.watched = true;
        CLEANER.register(hold, () -> datasets.release(node.id()));
    }

    private void forgetWith(Lineage node) {
        var id = node.id();
        CLEANER.register(node, () -> datasets.forget(id));
    }
}
