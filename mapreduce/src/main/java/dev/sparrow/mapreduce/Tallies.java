/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.shared.AccumulatorV2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tallies of all tasks, one of each, on their way from tasks to the driver.
///
/// Attempts that fail report nothing. A task of which two attempts succeed, or that runs once more because its output
/// was lost or another job wants it, reports the same again, and the first report stands.
final class Tallies extends AccumulatorV2<Tally, Collection<Tally>> {
    private final Map<String, Tally> byTask = new TreeMap<>();

    @Override
    public boolean isZero() {
        return byTask.isEmpty();
    }

    @Override
    public Tallies copy() {
        var copy = new Tallies();
        copy.byTask.putAll(byTask);
        return copy;
    }

    @Override
    public void reset() {
        byTask.clear();
    }

    @Override
    public void add(Tally tally) {
        byTask.putIfAbsent(tally.key(), tally);
    }

    @Override
    public void merge(AccumulatorV2<Tally, Collection<Tally>> other) {
        ((Tallies) other).byTask.values().forEach(this::add);
    }

    @Override
    public List<Tally> value() {
        requireDriver();
        return new ArrayList<>(byTask.values());
    }
}
