/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;

import java.util.function.Supplier;

/// A user's program that [LoaderTest] loads again and again, each time by a class loader of its own.
public final class ThrowAwayProgram implements Supplier<Object[]> {

    /// Of a class that this program's loader alone knows.
    record Point(long x, long y) {}

    /// A function, an anonymous function and a reduction.
    @Override
    @SuppressWarnings("Convert2Lambda")
    public Object[] get() {
        var shift = new Point(1, 2);
        Function<Long, Point> point = value -> new Point(value + shift.x(), value);
        Function<Point, Long> sum =
                new Function<>() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Long call(Point value) {
                        return value.x() + value.y();
                    }
                };
        Function2<Long, Long, Long> greatest = (x, y) -> x > y ? x : y;
        return new Object[] {point, sum, greatest};
    }
}
