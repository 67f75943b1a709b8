/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import dev.sparrow.Peek;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.reference.Comparison;
import dev.sparrow.reference.Reference;
import dev.sparrow.value.StorageLevel;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Random pipelines over records of all types, persisted at all levels, give on an engine what they give on the
/// reference evaluator.
///
/// Every third one runs in a context that keeps nothing between stages in memory. `-Dseeds=500` runs more of them,
/// `-Dseed=17` only that one.
public abstract class TypedPipelinesContract {
    private static final int SEEDS = 45;
    private static final int OPERATORS_MAX = 6;
    private static final int ELEMENTS_MAX = 3_000;

    private static final List<StorageLevel> LEVELS =
            List.of(
                    StorageLevel.NONE,
                    StorageLevel.MEMORY_ONLY,
                    StorageLevel.MEMORY_ONLY_SER,
                    StorageLevel.MEMORY_AND_DISK,
                    StorageLevel.DISK_ONLY,
                    StorageLevel.OFF_HEAP);

    /// Opens a context with these settings and what the engine itself needs.
    protected abstract Sparrow start(SparrowConf conf);

    @Test
    void randomPipelinesOfTypedRecords_computeWhatTheReferenceComputes() throws Exception {
        var only = Long.getLong("seed");
        var seeds =
                only == null
                        ? LongStream.rangeClosed(1, Integer.getInteger("seeds", SEEDS)).toArray()
                        : new long[] {only};
        try (var inMemory = start(new SparrowConf());
                var onDisk = start(new SparrowConf().set(Keys.MEMORY_BYTES, "1"))) {
            for (var seed : seeds) {
                generate(seed % 3 == 0 ? onDisk : inMemory, seed).check();
            }
        }
    }

    private static RandomPipeline generate(Sparrow sc, long seed) throws Exception {
        var choices = new Choices(seed);
        var records = new ArrayList<TypedRecord>();
        for (var count = choices.oneOf(List.of(0, 1, 40, 300, 1_500)); count > 0; count--) {
            records.add(TypedRecord.of(records.size(), choices));
        }
        var last = persisted(sc.parallelize(records, choices.partitions()), choices);
        var operators = new ArrayList<String>();
        var expected = Reference.evaluate(Peek.lineage(last));
        for (var wanted = 1 + choices.below(OPERATORS_MAX); wanted > 0; wanted--) {
            var operator = choices.oneOf(List.of(TypedOperators.values()));
            var next = operator.apply(last, choices);
            if (Reference.comparison(Peek.lineage(next)) == Comparison.UNDEFINED) {
                continue;
            }
            var result = Reference.evaluate(Peek.lineage(next));
            if (result.stream().mapToInt(List::size).sum() <= ELEMENTS_MAX) {
                last = next.getStorageLevel().isValid() ? next : persisted(next, choices);
                expected = result;
                operators.add(operator + ", " + last.getStorageLevel());
            }
        }
        return new RandomPipeline(seed, operators, last, expected, Reference.comparison(Peek.lineage(last)));
    }

    private static Rdd<TypedRecord> persisted(Rdd<TypedRecord> records, Choices choices) {
        var level = choices.oneOf(LEVELS);
        return level.equals(StorageLevel.NONE) ? records : records.persist(level);
    }
}
