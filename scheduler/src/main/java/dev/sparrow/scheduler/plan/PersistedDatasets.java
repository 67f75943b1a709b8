/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Op;
import dev.sparrow.lineage.GivenName;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.scheduler.stage.CacheRead;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageLevel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The persisted datasets, and the closures with which their partitions are made. Not for several threads.
///
/// As with an exchange, the first job that keeps something pins the closures: from then on all partitions of the
/// dataset are made with them, until it is persisted no longer. As long as nothing was cached, the next job takes them
/// anew.
final class PersistedDatasets {
    private final TreeMap<DatasetId, Mark> marks = new TreeMap<>();
    private int nextCache;

    private static final class Mark {
        private final Label label;
        private final GivenName name;
        private final StorageLevel level;
        private final int partitions;
        private PlannedCache taken;
        private int jobs;

        /// Some partition was there since the closures were taken.
        private boolean begun;

        /// No handle reads the dataset.
        private boolean released;

        private Mark(Label label, GivenName name, StorageLevel level, int partitions) {
            this.label = label;
            this.name = name;
            this.level = level;
            this.partitions = partitions;
        }

        /// Forgets the closures.
        private Optional<CacheId> drop() {
            var dropped = Optional.ofNullable(taken).map(PlannedCache::id);
            taken = null;
            jobs = 0;
            begun = false;
            return dropped;
        }
    }

    /// Some partition of a cache is there.
    void begun(CacheId cache) {
        for (var mark : marks.values()) {
            mark.begun |= mark.taken != null && mark.taken.id().equals(cache);
        }
    }

    void persist(Lineage node, StorageLevel level) {
        marks.putIfAbsent(node.id(), new Mark(node.header().label(), node.name(), level, node.partitions()));
    }

    /// Returns what is to be dropped.
    Optional<CacheId> unpersist(DatasetId dataset) {
        return Optional.ofNullable(marks.remove(dataset)).flatMap(Mark::drop);
    }

    /// No handle reads a dataset: a job that computes it may still keep it for itself, but no longer than it runs.
    /// Returns what is to be dropped.
    Optional<CacheId> release(DatasetId dataset) {
        var mark = marks.get(dataset);
        if (mark == null) {
            return Optional.empty();
        }
        mark.released = true;
        return mark.jobs == 0 ? mark.drop() : Optional.empty();
    }

    Set<DatasetId> datasets() {
        return Set.copyOf(marks.keySet());
    }

    List<PersistedDataset> all() {
        var all = new ArrayList<PersistedDataset>();
        marks.forEach((dataset, mark) -> {
            var cache = Optional.ofNullable(mark.taken).map(PlannedCache::id);
            all.add(
                    new PersistedDataset(
                            dataset,
                            mark.name.text().orElse(mark.label.toString()),
                            mark.level,
                            mark.partitions,
                            cache));
        });
        return all;
    }

    /// The cache whose closures are pinned, or that a job has taken which still runs.
    Optional<PlannedCache> taken(DatasetId dataset) {
        return Optional.ofNullable(marks.get(dataset)).map(mark -> mark.taken);
    }

    PlannedCache take(DatasetId dataset, boolean barrier, TaskProgram<List<Op>> program, List<CacheRead> reads) {
        var mark = marks.get(dataset);
        mark.taken =
                new PlannedCache(
                        new CacheId(nextCache++),
                        dataset,
                        mark.label,
                        mark.level,
                        mark.partitions,
                        barrier,
                        program,
                        reads);
        return mark.taken;
    }

    /// The partitions that are cached are also made in another way from now on; they are the same.
    void recut(DatasetId dataset, TaskProgram<List<Op>> program) {
        taken(dataset).ifPresent(taken -> marks.get(dataset).taken = taken.madeBy(program));
    }

    /// Closures are to be taken anew. Returns what is to be dropped.
    Optional<CacheId> retake(DatasetId dataset) {
        return marks.get(dataset).drop();
    }

    /// A job begins that reads these.
    void begin(Map<DatasetId, PlannedCache> read) {
        for (var dataset : read.keySet()) {
            marks.get(dataset).jobs++;
        }
    }

    /// A job has ended that began with these. Returns what is to be dropped.
    List<CacheId> end(Map<DatasetId, PlannedCache> read) {
        var dropped = new ArrayList<CacheId>();
        read.forEach((dataset, cache) -> {
            var mark = marks.get(dataset);
            if (mark == null || mark.taken == null || !mark.taken.id().equals(cache.id()) || --mark.jobs > 0) {
                return;
            }
            if (mark.released || !mark.begun) {
                mark.drop().ifPresent(dropped::add);
            }
        });
        return dropped;
    }
}
