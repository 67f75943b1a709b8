/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.Function3;
import dev.sparrow.function.Function4;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Operators that combine what stands at the same place: elements of several datasets, or an element and its number.
public final class Zips {
    private Zips() {}

    public static Lineage elements(OperatorCall call, Lineage left, Lineage right) {
        if (left.partitions() != right.partitions()) {
            throw new SparrowException(
                    ErrorCode.ZIP_MISMATCH,
                    call.label()
                            + ": the datasets have "
                            + left.partitions()
                            + " and "
                            + right.partitions()
                            + " partitions; zip needs equal numbers. Use zipWithIndex and join instead.");
        }
        return call.node(new Operation.Zip(), left, right);
    }

    public static <A, B> Lineage partitions(
            OperatorCall call,
            Function2<Iterator<A>, Iterator<B>, ? extends Iterator<?>> function,
            Lineage... parents) {
        call.check(function);
        Function<List<Iterator<Object>>, Iterator<Object>> all =
                in -> Erased.elements(function.call(Erased.elements(in.get(0)), Erased.elements(in.get(1))));
        return zipped(call, all, parents);
    }

    public static <A, B, C> Lineage partitions(
            OperatorCall call,
            Function3<Iterator<A>, Iterator<B>, Iterator<C>, ? extends Iterator<?>> function,
            Lineage... parents) {
        call.check(function);
        Function<List<Iterator<Object>>, Iterator<Object>> all =
                in ->
                        Erased.elements(
                                function.call(
                                        Erased.elements(in.get(0)),
                                        Erased.elements(in.get(1)),
                                        Erased.elements(in.get(2))));
        return zipped(call, all, parents);
    }

    public static <A, B, C, D> Lineage partitions(
            OperatorCall call,
            Function4<Iterator<A>, Iterator<B>, Iterator<C>, Iterator<D>, ? extends Iterator<?>> function,
            Lineage... parents) {
        call.check(function);
        Function<List<Iterator<Object>>, Iterator<Object>> all =
                in ->
                        Erased.elements(
                                function.call(
                                        Erased.elements(in.get(0)),
                                        Erased.elements(in.get(1)),
                                        Erased.elements(in.get(2)),
                                        Erased.elements(in.get(3))));
        return zipped(call, all, parents);
    }

    private static Lineage zipped(
            OperatorCall call, Function<List<Iterator<Object>>, Iterator<Object>> function, Lineage... parents) {
        var counts = Stream.of(parents).map(Lineage::partitions).toList();
        if (counts.stream().distinct().count() > 1) {
            throw new SparrowException(
                    ErrorCode.ZIP_MISMATCH,
                    call.label()
                            + ": the datasets have "
                            + counts
                            + " partitions; zipPartitions needs equal numbers. Repartition one of them.");
        }
        return call.node(new Operation.ZipPartitions(function), parents);
    }

    /// Element `i` of partition `p` of `n` has the number `i * n + p`.
    public static Lineage withUniqueId(OperatorCall call, Lineage lineage) {
        long step = lineage.partitions();
        Function2<Integer, Iterator<Object>, Iterator<Object>> numbered =
                (partition, elements) -> new Numbered(elements, partition, step);
        return call.step(lineage, new Step.MapPartitions(numbered, false));
    }

    private static final class Numbered implements Iterator<Object> {
        private final Iterator<Object> elements;
        private final long step;
        private long next;

        private Numbered(Iterator<Object> elements, long first, long step) {
            this.elements = elements;
            this.next = first;
            this.step = step;
        }

        @Override
        public boolean hasNext() {
            return elements.hasNext();
        }

        @Override
        public Object next() {
            var pair = new Tuple2<>(elements.next(), next);
            next += step;
            return pair;
        }
    }
}
