/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;

/// The values of a key, read once and in the order of the sort, one in memory at a time.
///
/// @param <K> the keys
/// @param <V> the values
@SuppressWarnings("IterableAndIterator") // read in a loop over all, or as far as one wants, and once either way
public final class Values<K, V> implements Iterable<V>, Iterator<V> {
    private final Peeking<Tuple2<K, V>> pairs;
    private final Predicate<? super K> isOfGroup;

    /// What was read, if it may be read again.
    private final Optional<List<Tuple2<K, V>>> remembered;

    private K key;
    private int replayed;
    private long count;

    Values(Peeking<Tuple2<K, V>> pairs, Predicate<? super K> isOfGroup, boolean again) {
        this.pairs = pairs;
        this.isOfGroup = isOfGroup;
        this.remembered = again ? Optional.of(new ArrayList<>()) : Optional.empty();
        this.key = pairs.peek()._1();
    }

    /// The key of the value that was read last; of the first one if none was. Keys of a group can differ, see
    /// [MapReduce#grouping].
    public K key() {
        return key;
    }

    @Override
    public Iterator<V> iterator() {
        return this;
    }

    @Override
    public boolean hasNext() {
        return replayed < remembered.map(List::size).orElse(0)
                || (pairs.hasNext() && isOfGroup.test(pairs.peek()._1()));
    }

    @Override
    public V next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The key " + key + " has no more values.");
        }
        var pair = read();
        key = pair._1();
        return pair._2();
    }

    private Tuple2<K, V> read() {
        var known = remembered.orElse(List.of());
        if (replayed < known.size()) {
            return known.get(replayed++);
        }
        count++;
        replayed++;
        var pair = pairs.next();
        remembered.ifPresent(list -> list.add(pair));
        return pair;
    }

    /// Begins anew, if what was read is remembered.
    void restart() {
        replayed = 0;
    }

    /// Reads on to the end of the group.
    void skip() {
        while (hasNext()) {
            var _ = next();
        }
    }

    /// How many have been read.
    long count() {
        return count;
    }
}
