/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.prelude;

import dev.sparrow.Rdd;
import dev.sparrow.ShellSupport;
import dev.sparrow.Sparrow;
import dev.sparrow.repl.show.Chart;
import dev.sparrow.repl.show.Elements;
import dev.sparrow.repl.show.SnippetNames;
import dev.sparrow.repl.show.Table;
import dev.sparrow.repl.sql.ResultText;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.Tuple2;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The functions that snippets can call without a name before them: the shell imports all of them statically.
public final class Prelude implements CallSite.Transparent {
    private static final int ROWS = 20;
    private static final int BUCKETS = 10;

    /// More points than a picture has dots.
    private static final int POINTS_MAX = 100_000;

    private static volatile Sparrow context;
    private static volatile IntSupplier width = () -> Integer.MAX_VALUE;

    private Prelude() {}

    /// The context of the shell, from which its variable `sc` is made.
    public static Sparrow context() {
        return context;
    }

    /// Called once, when the shell starts.
    public static void use(Sparrow started) {
        context = started;
    }

    /// From now on tables are at most as wide as this says.
    public static void fitTo(IntSupplier columns) {
        width = columns;
    }

    /// How wide tables may be.
    public static int width() {
        return width.getAsInt();
    }

    /// Prints the first 20 rows of a dataset, or all of anything else, as a table: the parts of records and the keys of
    /// maps are columns.
    ///
    /// @param rows a dataset, a table, a collection, an array, a map or a stream
    public static void show(Object rows) {
        var isLazy = rows instanceof Rdd<?> || rows instanceof dev.sparrow.table.Table;
        show(rows, isLazy ? ROWS : Integer.MAX_VALUE - 1);
    }

    /// Prints the first `max` rows as a table: the parts of records and the keys of maps are columns.
    ///
    /// @param rows a dataset, a collection, an array, a map or a stream
    public static void show(Object rows, int max) {
        if (rows instanceof dev.sparrow.table.Table table) {
            var text = new StringWriter();
            ResultText.TABLE.print(table, max, width.getAsInt(), new PrintWriter(text));
            System.out.print(text);
            return;
        }
        var found = Elements.of(rows, max + 1);
        if (found.isEmpty() && rows instanceof Rdd<?> dataset) {
            var like = ShellSupport.elementBeforeFilters(dataset);
            System.out.print(like.isEmpty() ? Table.of(found, "") : Table.ofNone(like.getFirst(), width.getAsInt()));
            return;
        }
        var hasMore = found.size() > max;
        System.out.print(
                Table.of(hasMore ? found.subList(0, max) : found, hasMore ? "... and more" : "", width.getAsInt()));
    }

    /// Prints the stages that an action on the dataset would run.
    public static void explain(Rdd<?> dataset) {
        System.out.print(SnippetNames.plain(dataset.explain()));
    }

    /// How numbers are distributed, in ten buckets; for a map, its numbers above its keys.
    ///
    /// @param numbers a dataset, a collection, an array, a stream; or a map to numbers, such as `countByValue` returns
    public static Chart hist(Object numbers) {
        return numbers instanceof Map<?, ?> map ? bars(map) : hist(numbers, BUCKETS);
    }

    /// How numbers are distributed, in buckets of equal width. Those of a dataset are counted by a job.
    public static Chart hist(Object numbers, int buckets) {
        if (numbers instanceof Rdd<?> dataset) {
            var counted = dataset.mapToDouble(number -> ((Number) number).doubleValue()).histogram(buckets);
            return new Chart.Histogram(
                    DoubleStream.of(counted._1()).boxed().toList(), LongStream.of(counted._2()).boxed().toList());
        }
        return Chart.Histogram.of(Elements.numbers(Elements.of(numbers, Integer.MAX_VALUE), "A histogram"), buckets);
    }

    private static Chart bars(Map<?, ?> map) {
        return new Chart.Bars(
                map.keySet().stream().map(String::valueOf).toList(),
                Elements.numbers(List.copyOf(map.values()), "A bar"));
    }

    /// Values over their places 0, 1, 2, …
    public static Chart plot(double... ys) {
        return plot(DoubleStream.of(ys).boxed().toList());
    }

    /// Values over their places 0, 1, 2, …, or those of a map or a dataset of pairs over their keys.
    ///
    /// @param ys numbers in a dataset, a collection, an array or a stream; or a map
    public static Chart plot(Object ys) {
        var points = points(ys);
        if (!points.isEmpty() && points.stream().allMatch(point -> point instanceof Tuple2<?, ?>)) {
            var pairs = points.stream().map(point -> (Tuple2<?, ?>) point).toList();
            return plot(pairs.stream().map(Tuple2::_1).toList(), pairs.stream().map(Tuple2::_2).toList());
        }
        return plot(IntStream.range(0, points.size()).boxed().toList(), points);
    }

    /// Points.
    ///
    /// @param xs numbers in a dataset, a collection, an array or a stream
    /// @param ys as many
    public static Chart plot(Object xs, Object ys) {
        return xs instanceof Number && ys instanceof Number
                ? plot(List.of(xs, ys))
                : new Chart.Points(Elements.numbers(points(xs), "A plot"), Elements.numbers(points(ys), "A plot"));
    }

    private static List<?> points(Object source) {
        var points = Elements.of(source, source instanceof Rdd<?> ? POINTS_MAX + 1 : Integer.MAX_VALUE);
        if (source instanceof Rdd<?> && points.size() > POINTS_MAX) {
            throw new IllegalArgumentException(
                    "A plot has room for "
                            + POINTS_MAX
                            + " points, and the dataset has more: take a sample(...) of it, or a hist(...).");
        }
        return points;
    }
}
