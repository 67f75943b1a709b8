/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.PairRdd;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.value.CallSite;

/// A job in the model of Dean and Ghemawat (*MapReduce: Simplified Data Processing on Large Clusters*, OSDI 2004), as
/// far as its map function; [#reducing] makes it whole.
///
/// ```java
/// var count = MapReduce.of(Input.text("book.txt"), new Words())   // a Mapper<Position, String, String, Long>
///         .combining(new Sum())                                   // a Combiner<String, Long>
///         .reducing(new Sum());
/// var result = count.run(sc, Output.text("counts"));
/// result.counters().get(TaskCounter.MAP_INPUT_RECORDS);
/// ```
///
/// Its stages and tasks are those of the datasets that it is made of, so whatever holds for them holds here: tasks go
/// where their data are, what a lost executor had mapped is mapped again and what it had reduced is not (section 3.3),
/// there may be far more tasks than workers (3.5), and with `sparrow.speculation` slow tasks get backups (3.6).
///
/// Objects of this class do not change: each method returns another one.
///
/// @param <K> the keys that the mapper emits
/// @param <V> the values that the mapper emits
public final class MapReduce<K, V> implements CallSite.Transparent {
    private final String name;
    private final Mapping<?, ?, K, V> mapping;
    private final Shuffle<K, V> shuffle;
    private final int skippedMax;

    /// The input with its function.
    private record Mapping<K1, V1, K2, V2>(Input<K1, V1> input, Mapper<? super K1, ? super V1, K2, V2> mapper)
            implements CallSite.Transparent {
        PairRdd<K2, V2> on(Run run, Tallies tallies, Combiner<K2, V2> combiner, int skippedMax) {
            var step = new MapStep<K1, V1, K2, V2>(mapper, combiner, skippedMax, tallies);
            return run.map(input.open(run), step);
        }
    }

    private MapReduce(String name, Mapping<?, ?, K, V> mapping, Shuffle<K, V> shuffle, int skippedMax) {
        this.name = name;
        this.mapping = mapping;
        this.shuffle = shuffle;
        this.skippedMax = skippedMax;
    }

    /// A job that maps each record of an input.
    public static <K1, V1, K2, V2> MapReduce<K2, V2> of(
            Input<K1, V1> input, Mapper<? super K1, ? super V1, K2, V2> mapper) {
        require(input, "input");
        require(mapper, "mapper");
        return new MapReduce<>("mapreduce", new Mapping<>(input, mapper), Shuffle.natural(), 0);
    }

    /// Its name in messages and on the status page.
    public MapReduce<K, V> named(String other) {
        return new MapReduce<>(require(other, "name"), mapping, shuffle, skippedMax);
    }

    /// Combines in map tasks (section 4.3).
    public MapReduce<K, V> combining(Combiner<K, V> combiner) {
        return with(shuffle.withCombiner(require(combiner, "combiner")));
    }

    /// Says which reduce task gets a key (section 4.1).
    public MapReduce<K, V> partitioning(Partitioner<? super K> partitioner) {
        require(partitioner, "partitioner");
        return with(shuffle.placedBy(count -> new Placement<>(partitioner, count)));
    }

    /// Places keys as a partitioner of datasets does, such as a [dev.sparrow.RangePartitioner], which makes the whole
    /// output sorted. It says how many reduce tasks there are.
    public MapReduce<K, V> partitioning(dev.sparrow.value.Partitioner partitioner) {
        require(partitioner, "partitioner");
        return with(shuffle.placedBy(_ -> partitioner));
    }

    /// The order in which a reduce task gets its keys, where that is not their natural one (section 4.2).
    public MapReduce<K, V> sorting(SerializableComparator<? super K> order) {
        return with(shuffle.withSorting(require(order, "order")));
    }

    /// Which neighbours in that order belong together: the reducer is called once for keys that are equal by this
    /// order, with their values in the order of [#sorting]. So values come sorted, too, if they are part of the key (a
    /// *secondary sort*). Needs a partitioner that keeps such keys together.
    public MapReduce<K, V> grouping(SerializableComparator<? super K> order) {
        return with(shuffle.withGrouping(require(order, "order")));
    }

    /// The number of reduce tasks, R, and so of partitions of the output. Without it, `sparrow.default.parallelism`.
    public MapReduce<K, V> reducers(int count) {
        if (count < 1) {
            throw SparrowException.invalidArgument(
                    "MapReduce job '%s' cannot have %d reduce tasks. Give it at least 1, or end it with mapOnly()."
                            .formatted(name, count));
        }
        return with(shuffle.withReducers(count));
    }

    /// Skips bad records (section 4.6): one on which the mapper fails twice, and a key on which the reducer does. They
    /// are counted and listed in the result. Without it a failure fails the attempt, and in the end the job.
    ///
    /// Reducers then hold the values that they have read of a key, to be able to read them again.
    ///
    /// @param most that one task may skip before it fails all the same
    public MapReduce<K, V> skipping(int most) {
        if (most < 0) {
            throw SparrowException.invalidArgument(
                    "A task of MapReduce job '%s' cannot skip %d records. 0 is none.".formatted(name, most));
        }
        return new MapReduce<>(name, mapping, shuffle, most);
    }

    /// The whole job.
    public <K3, V3> Job<K3, V3> reducing(Reducer<K, V, K3, V3> reducer) {
        require(reducer, "reducer");
        shuffle.require(name);
        return new Job<>(
                name,
                run -> {
                    var tallies = run.tallies(name);
                    var mapped = mapping.on(run, tallies, shuffle.combiner(), skippedMax);
                    var placement = shuffle.placement(run.context().defaultParallelism());
                    var sorted = run.sort(mapped, placement, shuffle.sorting());
                    return run.reduce(sorted, new ReduceStep<>(reducer, shuffle.groups(), skippedMax, tallies));
                });
    }

    /// A job without reduce tasks: what the mapper emits is the output, in its order, and nothing is moved.
    public Job<K, V> mapOnly() {
        return new Job<>(name, run -> mapping.on(run, run.tallies(name), shuffle.combiner(), skippedMax));
    }

    private MapReduce<K, V> with(Shuffle<K, V> other) {
        return new MapReduce<>(name, mapping, other, skippedMax);
    }

    static <T> T require(T given, String what) {
        if (given == null) {
            throw SparrowException.invalidArgument("A MapReduce job was given null for its " + what + ".");
        }
        return given;
    }
}
