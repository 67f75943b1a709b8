/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes queries by chance over the tables of the case files: joins, groups, windows, and queries within queries that
/// read columns of those around them.
final class RandomQueries {
    private static final int DEPTH_MAX = 2;

    private static final List<Source> SOURCES =
            List.of(
                    new Source("stations", List.of("id", "docks"), List.of("name", "city")),
                    new Source("riders", List.of("id", "age"), List.of("name")),
                    new Source("trips", List.of("id", "station", "rider", "minutes"), List.of()),
                    new Source("sales", List.of("year", "quarter", "amount"), List.of("country")));

    private final Random random;
    private int names;

    RandomQueries(long seed) {
        this.random = new Random(seed);
    }

    private record Source(String table, List<String> numbers, List<String> texts) {}

    /// What may be named at some place.
    ///
    /// @param around those of the queries around
    private record Visible(List<String> numbers, List<String> texts, Visible around) {}

    String query() {
        return switch (random.nextInt(4)) {
            case 0 -> grouped(null, 0);
            case 1 -> setOperation();
            default -> plain(null, 0);
        };
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String setOperation() {
        var operator = one(List.of("union", "union all", "except", "intersect", "except all", "intersect all"));
        return "select " + numberOf(one(SOURCES)) + " " + operator + " select " + numberOf(one(SOURCES));
    }

    private String numberOf(Source source) {
        return one(source.numbers) + " from " + source.table;
    }

    // ---- Queries

    /// Sources, and what is visible of them.
    private record From(String text, Visible visible) {}

    private From from(Visible around) {
        var numbers = new ArrayList<String>();
        var texts = new ArrayList<String>();
        var text = source(numbers, texts);
        if (chance(0.4)) {
            var before = List.copyOf(numbers);
            var kind = one(List.of("join", "left join", "right join", "full join"));
            var next = source(numbers, texts);
            text +=
                    " "
                            + kind
                            + " "
                            + next
                            + " on "
                            + one(before)
                            + " = "
                            + one(numbers.subList(before.size(), numbers.size()));
        } else if (chance(0.2)) {
            var own = new Visible(List.copyOf(numbers), List.copyOf(texts), around);
            var name = "l" + names++;
            text += ", lateral (select count(*) as n from " + correlated(own) + ") " + name;
            numbers.add(name + ".n");
        }
        return new From(text, new Visible(numbers, texts, around));
    }

    private String source(List<String> numbers, List<String> texts) {
        var source = one(SOURCES);
        var alias = "t" + names++;
        source.numbers.forEach(column -> numbers.add(alias + "." + column));
        source.texts.forEach(column -> texts.add(alias + "." + column));
        return source.table + " " + alias;
    }

    /// A source with a condition that compares its columns with those around.
    private String correlated(Visible around) {
        var numbers = new ArrayList<String>();
        var text = source(numbers, new ArrayList<>());
        return text + " where " + one(numbers) + " " + comparison() + " " + one(around.numbers);
    }

    private String plain(Visible around, int depth) {
        var from = from(around);
        var items = new ArrayList<String>();
        for (var i = 0; i <= random.nextInt(3); i++) {
            items.add(item(from.visible, depth));
        }
        var where = chance(0.7) ? " where " + condition(from.visible, depth) : "";
        var distinct = chance(0.1) ? "distinct " : "";
        return "select " + distinct + String.join(", ", items) + " from " + from.text + where;
    }

    private String grouped(Visible around, int depth) {
        var from = from(around);
        var keys = List.of(one(from.visible.numbers), one(from.visible.numbers));
        var ofGroups = new Visible(keys, List.of(), around);
        var items = new ArrayList<String>(keys);
        items.add(aggregate(from.visible));
        if (chance(0.5)) {
            items.add(number(ofGroups, depth));
        }
        var where = chance(0.4) ? " where " + condition(from.visible, depth + 1) : "";
        var by = one(List.of("%s, %s", "rollup (%s, %s)", "cube (%s, %s)", "grouping sets ((%s), (%s), ())"));
        var having = chance(0.3) ? " having " + aggregate(from.visible) + " > 1" : "";
        return "select "
                + String.join(", ", items)
                + " from "
                + from.text
                + where
                + " group by "
                + by.formatted(keys.toArray())
                + having;
    }

    private String aggregate(Visible visible) {
        return one(List.of("count(*)", "count(%s)", "sum(%s)", "min(%s)", "max(%s)", "count(distinct %s)"))
                .formatted(one(visible.numbers));
    }

    private String item(Visible visible, int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> window(visible);
            case 1 -> condition(visible, depth);
            default -> number(visible, depth);
        };
    }

    private String window(Visible visible) {
        var function = one(List.of("sum(%s)", "count(%s)", "rank()", "dense_rank()", "min(%s)", "max(%s)"));
        var frame =
                one(
                        List.of(
                                "",
                                " rows between unbounded preceding and current row",
                                " range between 3 preceding and 2 following",
                                " groups between 1 preceding and current row",
                                " range between unbounded preceding and current row exclude group"));
        var keys = one(visible.numbers);
        var isRows = frame.contains("rows");
        // a frame of rows is the same each time only if no rows are equal in the order: all are then
        var order = isRows ? String.join(", ", visible.numbers) : keys;
        var plain = function.contains("rank") ? "" : frame;
        return function.formatted(isRows ? keys : one(visible.numbers))
                + " over (partition by "
                + one(visible.numbers)
                + " order by "
                + order
                + plain
                + ")";
    }

    // ---- Expressions

    private String number(Visible visible, int depth) {
        return switch (random.nextInt(depth < DEPTH_MAX ? 7 : 4)) {
            case 0 -> String.valueOf(random.nextInt(40));
            case 1 -> column(visible) + one(List.of(" + ", " - ", " * ")) + column(visible);
            case 2 -> "case when " + comparisonOf(visible) + " then " + column(visible) + " else 0 end";
            case 3 -> column(visible);
            default -> "(" + scalar(visible, depth + 1) + ")";
        };
    }

    /// A column of the query or of one around.
    private String column(Visible visible) {
        var from = visible;
        while (from.around != null && chance(0.3)) {
            from = from.around;
        }
        return one(from.numbers);
    }

    private String scalar(Visible around, int depth) {
        var from = from(around);
        var where = " where " + condition(from.visible, depth);
        return switch (random.nextInt(4)) {
            case 0 -> "select " + one(from.visible.numbers) + " from " + from.text + where + " order by all limit 1";
            case 1 -> "select coalesce(" + aggregate(from.visible) + ", -1) from " + from.text + where;
            case 2 -> "select " + aggregate(from.visible) + " + " + one(around.numbers) + " from " + from.text + where;
            default -> "select " + aggregate(from.visible) + " from " + from.text + where;
        };
    }

    private String comparison() {
        return one(List.of("=", "=", "=", "<", ">=", "<>"));
    }

    private String comparisonOf(Visible visible) {
        return column(visible) + " " + comparison() + " " + column(visible);
    }

    private String condition(Visible visible, int depth) {
        return switch (random.nextInt(depth < DEPTH_MAX ? 10 : 4)) {
            case 0 -> comparisonOf(visible) + " and " + comparisonOf(visible);
            case 1 -> comparisonOf(visible) + " or " + column(visible) + " is null";
            case 2 -> column(visible) + " between 1 and " + random.nextInt(50);
            case 3 -> comparisonOf(visible);
            case 4 -> (chance(0.5) ? "not " : "") + "exists (" + plain(visible, depth + 1) + ")";
            case 5, 6 ->
                    column(visible) + (chance(0.5) ? " not" : "") + " in (" + ofOneNumber(visible, depth + 1) + ")";
            case 7 ->
                    column(visible)
                            + " "
                            + one(List.of("<", ">=", "<>", "="))
                            + one(List.of(" any (", " all ("))
                            + ofOneNumber(visible, depth + 1)
                            + ")";
            case 8 -> "(" + comparisonOf(visible) + " or exists (" + ofOneNumber(visible, depth + 1) + "))";
            default -> column(visible) + " " + comparison() + " (" + scalar(visible, depth + 1) + ")";
        };
    }

    private String ofOneNumber(Visible around, int depth) {
        var from = from(around);
        return "select "
                + one(from.visible.numbers)
                + " from "
                + from.text
                + " where "
                + condition(from.visible, depth);
    }
}
