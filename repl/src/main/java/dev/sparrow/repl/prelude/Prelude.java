/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.prelude;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.repl.show.Chart;
import dev.sparrow.repl.show.Table;
import dev.sparrow.value.CallSite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The functions that snippets can call without a name before them: the shell imports all of them statically.
public final class Prelude implements CallSite.Transparent {
    private static final int ROWS = 20;
    private static final int BUCKETS = 10;

    private static volatile Sparrow context;

    private Prelude() {}

    /// The context of the shell, from which its variable `sc` is made.
    public static Sparrow context() {
        return context;
    }

    /// Called once, when the shell starts.
    public static void use(Sparrow started) {
        context = started;
    }

    /// Prints the first 20 elements as a table.
    public static void show(Rdd<?> dataset) {
        show(dataset, ROWS);
    }

    /// Prints the first `rows` elements as a table: the parts of records are columns.
    public static void show(Rdd<?> dataset, int rows) {
        print(dataset.take(rows + 1), rows);
    }

    /// Prints a collection as a table.
    public static void show(Iterable<?> elements) {
        var list = new ArrayList<Object>();
        elements.forEach(list::add);
        print(list, Integer.MAX_VALUE);
    }

    private static void print(List<?> elements, int rows) {
        var hasMore = elements.size() > rows;
        System.out.print(Table.of(hasMore ? elements.subList(0, rows) : elements, hasMore ? "... and more" : ""));
    }

    /// Prints the stages that an action on the dataset would run.
    public static void explain(Rdd<?> dataset) {
        System.out.print(dataset.explain());
    }

    /// The distribution of numbers in ten buckets.
    public static Chart hist(Rdd<? extends Number> numbers) {
        return hist(numbers, BUCKETS);
    }

    /// The distribution of numbers in buckets of equal width, counted by a job.
    public static Chart hist(Rdd<? extends Number> numbers, int buckets) {
        var counted = numbers.mapToDouble(Number::doubleValue).histogram(buckets);
        return new Chart.Histogram(
                DoubleStream.of(counted._1()).boxed().toList(), LongStream.of(counted._2()).boxed().toList());
    }

    /// Values over their places 0, 1, 2, …
    public static Chart plot(double... ys) {
        return plot(DoubleStream.of(ys).boxed().toList());
    }

    /// Values over their places 0, 1, 2, …
    public static Chart plot(List<? extends Number> ys) {
        return plot(IntStream.range(0, ys.size()).boxed().toList(), ys);
    }

    /// Points.
    public static Chart plot(List<? extends Number> xs, List<? extends Number> ys) {
        return new Chart.Points(doubles(xs), doubles(ys));
    }

    private static List<Double> doubles(List<? extends Number> numbers) {
        return numbers.stream().map(Number::doubleValue).toList();
    }
}
