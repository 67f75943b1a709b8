/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Peek;
import dev.sparrow.Rdd;
import dev.sparrow.reference.Reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A method of the API: how it is called, and what plain Java makes of the same elements.
sealed interface OperatorCase {

    /// The method, such as `Rdd.map`, and perhaps more words.
    String name();

    /// Fails if the engine computes something else.
    void check(Sample sample) throws Exception;

    /// A call, on the engine or in plain Java.
    interface Call<R> {
        R on(Sample sample) throws Exception;
    }

    /// The elements come in the order of the expectation.
    static OperatorCase inOrder(String name, Call<? extends Rdd<?>> call, Call<? extends Collection<?>> expected) {
        return new Transformation(name, call, expected, true);
    }

    /// The elements come in an order that follows from the hash of keys: left to the reference evaluator.
    static OperatorCase inAnyOrder(String name, Call<? extends Rdd<?>> call, Call<? extends Collection<?>> expected) {
        return new Transformation(name, call, expected, false);
    }

    static OperatorCase action(String name, Call<?> call, Call<?> expected) {
        return new Result(name, call, expected);
    }

    record Transformation(
            String name, Call<? extends Rdd<?>> call, Call<? extends Collection<?>> expected, boolean ordered)
            implements OperatorCase {
        @Override
        public void check(Sample sample) throws Exception {
            var dataset = call.on(sample);
            var actual = Peek.partitions(dataset);
            var lineage = Peek.lineage(dataset);
            var plain = new ArrayList<Object>(expected.on(sample));
            assertThat(actual).as("partitions").hasSize(dataset.getNumPartitions());
            if (ordered) {
                assertThat(flat(actual)).as("in plain Java").isEqualTo(plain);
            } else {
                assertThat(counts(flat(actual))).as("in plain Java").isEqualTo(counts(plain));
            }
            var reference = Reference.evaluate(lineage);
            switch (Reference.comparison(lineage)) {
                case PARTITIONS_EXACT -> assertThat(actual).as("by the reference").isEqualTo(reference);
                case SEQUENCE -> assertThat(flat(actual)).as("by the reference").isEqualTo(flat(reference));
                case MULTISET ->
                        assertThat(counts(flat(actual))).as("by the reference").isEqualTo(counts(flat(reference)));
                case UNDEFINED -> {}
            }
        }
    }

    record Result(String name, Call<?> call, Call<?> expected) implements OperatorCase {
        @Override
        public void check(Sample sample) throws Exception {
            assertThat((Object) call.on(sample)).as("in plain Java").isEqualTo(expected.on(sample));
        }
    }

    static List<Object> flat(List<List<Object>> partitions) {
        var all = new ArrayList<Object>();
        partitions.forEach(all::addAll);
        return all;
    }

    static Map<Object, Long> counts(Collection<?> elements) {
        var counts = new HashMap<Object, Long>();
        elements.forEach(element -> counts.merge(element, 1L, Long::sum));
        return counts;
    }
}
