/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.UserCode;
import dev.sparrow.function.Function;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;

final class FlatMapValuesStep extends BoundStep {
    private final Function<Object, Iterator<Object>> function;

    FlatMapValuesStep(Function<Object, Iterator<Object>> function, Label label, BoundStep next) {
        super(label, next);
        this.function = function;
    }

    @Override
    Object apply(Object value, StepIterator run) throws Exception {
        var pair = UserCode.pair(value, label);
        run.expand(value, new Keyed(pair._1(), UserCode.iterator(function.call(pair._2()), label)), this);
        return NOTHING;
    }

    private record Keyed(Object key, Iterator<Object> values) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return values.hasNext();
        }

        @Override
        public Object next() {
            return new Tuple2<>(key, values.next());
        }
    }
}
