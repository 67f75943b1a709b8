/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.table.Columns.aggregate;
import static dev.sparrow.table.Columns.avg;
import static dev.sparrow.table.Columns.coalesce;
import static dev.sparrow.table.Columns.col;
import static dev.sparrow.table.Columns.count;
import static dev.sparrow.table.Columns.countDistinct;
import static dev.sparrow.table.Columns.first;
import static dev.sparrow.table.Columns.lit;
import static dev.sparrow.table.Columns.max;
import static dev.sparrow.table.Columns.min;
import static dev.sparrow.table.Columns.sum;
import static dev.sparrow.table.Columns.when;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.TableSupport;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Row;
import dev.sparrow.reference.Reference;
import dev.sparrow.table.Column;
import dev.sparrow.table.Table;
import dev.sparrow.table.Tables;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Random tables and what is done with them, compared with the reference evaluator: interpreted and compiled, with one
/// and with several partitions, cached and not, with room in memory and with none, right tables shared and placed by
/// their keys.
class RandomTablesTest {
    private static final List<String> MODES = List.of("never", "always", "auto");

    private final long firstSeed = Long.getLong("seed", 1);
    private final int seeds = Integer.getInteger("seeds", 15);

    /// Columns of all kinds of storage.
    public record Sample(
            int id,
            Integer small,
            Long wide,
            Double fraction,
            String text,
            Boolean flag,
            LocalDate day,
            BigDecimal money,
            byte tiny) {}

    /// What is looked up.
    public record Other(Integer small, String name, Double weight) {}

    @Test
    void everyTable_isAsTheReferenceSays() throws Exception {
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++) {
            var conf =
                    new SparrowConf()
                            .setMaster(TestMaster.or("local[2]"))
                            .setAppName("tables")
                            .set("sparrow.compute.pipelines", MODES.get((int) (seed % MODES.size())))
                            .set("sparrow.memory.bytes", seed % 2 == 0 ? "1" : "0")
                            .set("sparrow.table.broadcast.max", seed % 4 < 2 ? "0" : "256m");
            try (var sc = new Sparrow(conf)) {
                for (var program = 0; program < 4; program++) {
                    compare(new Program(sc, seed * 100 + program));
                }
            }
        }
    }

    private static void compare(Program program) throws Exception {
        var table = program.table();
        var what = "seed " + program.seed + ": " + program.told;
        var lineage = TableSupport.lineage(table.rdd(), TableSupport.call(table.context(), "compare"));
        var expected = new ArrayList<Object>();
        Reference.evaluate(lineage).forEach(expected::addAll);
        assertEquals(counted(expected), counted(new ArrayList<>(table.collect())), what);
        if (program.isOrdered) {
            assertEquals(texts(expected), texts(new ArrayList<>(table.collect())), what);
        }
    }

    private static Map<String, Long> counted(List<Object> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> text((Row) row), TreeMap::new, Collectors.counting()));
    }

    private static List<String> texts(List<Object> rows) {
        return rows.stream().map(row -> text((Row) row)).toList();
    }

    /// Sums of doubles depend on the order in the last digits.
    private static String text(Row row) {
        return row.values().stream()
                .map(value ->
                        value instanceof Double number
                                ? String.format(Locale.ROOT, "%.6g", number + 0.0)
                                : Objects.toString(value))
                .collect(Collectors.joining("|"));
    }

    /// A program by chance.
    private static final class Program {
        private final Sparrow sc;
        private final long seed;
        private final SplittableRandom random;
        private final StringBuilder told = new StringBuilder();
        private boolean isOrdered;

        Program(Sparrow sc, long seed) {
            this.sc = sc;
            this.seed = seed;
            this.random = new SplittableRandom(seed);
        }

        Table table() {
            var table = source();
            for (var steps = random.nextInt(1, 5); steps > 0; steps--) {
                isOrdered = false;
                table = step(table);
            }
            return table;
        }

        private int among(int... numbers) {
            return numbers[random.nextInt(numbers.length)];
        }

        private Table source() {
            var rows = among(0, 1, 60, 700, 3_000);
            var samples = new ArrayList<Sample>();
            for (var id = 0; id < rows; id++) {
                samples.add(sample(id));
            }
            var partitions = among(1, 3, 7);
            told.append(rows).append(" rows in ").append(partitions);
            var dataset = sc.parallelize(samples, partitions);
            if (random.nextBoolean()) {
                told.append(", cached");
                dataset.cache();
            }
            var table = Tables.of(dataset, Sample.class).withColumn("money", col("money").cast("decimal(15,2)"));
            return random.nextInt(3) == 0 ? table.cache() : table;
        }

        private Sample sample(int id) {
            return new Sample(
                    id,
                    random.nextInt(5) == 0 ? null : random.nextInt(-3, 12),
                    random.nextInt(5) == 0 ? null : random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L),
                    random.nextInt(5) == 0 ? null : random.nextInt(-40, 40) / 4.0,
                    random.nextInt(5) == 0
                            ? null
                            : List.of("", "a", "ab", "Zürich", "special requests", "x%y").get(random.nextInt(6)),
                    random.nextInt(5) == 0 ? null : random.nextBoolean(),
                    random.nextInt(5) == 0 ? null : LocalDate.ofEpochDay(random.nextInt(-500, 20_000)),
                    random.nextInt(5) == 0
                            ? null
                            : BigDecimal.valueOf(random.nextLong(-100_000_000_000L, 100_000_000_000L), 2),
                    (byte) random.nextInt(-128, 128));
        }

        private Table others() {
            var others = new ArrayList<Other>();
            for (var left = among(0, 1, 9, 40); left > 0; left--) {
                others.add(
                        new Other(
                                random.nextInt(8) == 0 ? null : random.nextInt(-3, 12),
                                "n" + random.nextInt(3),
                                random.nextInt(4) == 0 ? null : random.nextInt(100) / 2.0));
            }
            return Tables.of(sc.parallelize(others, among(1, 2)), Other.class);
        }

        private Table step(Table table) {
            return switch (random.nextInt(11)) {
                case 0, 1 -> tell("where", table.where(condition(table, 2)));
                case 2 -> tell("withColumn", table.withColumn("new" + random.nextInt(2), value(table, 2)));
                case 3, 4 -> tell("group", group(table));
                case 5 -> tell("join", join(table));
                case 6 -> tell("distinct", table.select(any(table), any(table)).distinct());
                case 7 -> tell("union", table.union(table.where(condition(table, 1))));
                case 8 -> ordered(table);
                case 9 -> tell("except", pair(table).except(pair(table).where(condition(pair(table), 1))));
                default -> tell("fillNull", table.fillNull(0));
            };
        }

        private Table pair(Table table) {
            return table.select(table.schema().names().getFirst());
        }

        private Table tell(String what, Table table) {
            told.append(", ").append(what).append(" ").append(table.relation().getClass().getSimpleName());
            return table;
        }

        private Table ordered(Table table) {
            var names = table.schema().names();
            var keys = new ArrayList<Object>();
            for (var name : names) {
                keys.add(random.nextBoolean() ? col(name).desc() : col(name).asc().nullsComeFirst());
            }
            var sorted = table.orderBy(keys.getFirst(), keys.subList(1, keys.size()).toArray());
            isOrdered = true;
            return tell("orderBy", random.nextBoolean() ? sorted.limit(random.nextInt(50), random.nextInt(3)) : sorted);
        }

        private Table group(Table table) {
            var results = new ArrayList<Column>();
            results.add(count().as("n"));
            for (var left = random.nextInt(1, 4); left > 0; left--) {
                results.add(result(table).as("r" + left));
            }
            var first = results.removeFirst();
            var more = results.toArray(Column[]::new);
            return random.nextInt(4) == 0
                    ? table.agg(first, more)
                    : table.groupBy(any(table), random.nextBoolean() ? new Object[] {any(table)} : new Object[0])
                            .agg(first, more);
        }

        private Column result(Table table) {
            var value = value(table, 1);
            return switch (random.nextInt(9)) {
                case 0 -> sum(number(table));
                case 1 -> avg(number(table));
                case 2 -> min(value);
                case 3 -> max(value);
                case 4 -> count(value);
                case 5 -> countDistinct(value);
                case 6 -> aggregate("median", number(table));
                case 7 -> aggregate("stddev", number(table));
                default -> count();
            };
        }

        private Table join(Table table) {
            if (table.schema().find("small") < 0
                    || table.schema().find("name") >= 0
                    || table.schema().find("weight") >= 0) {
                return table;
            }
            var type = table.schema().fields().get(table.schema().find("small")).type();
            if (type != Plain.INT) {
                return table;
            }
            var others = others();
            return switch (random.nextInt(6)) {
                case 0 -> table.join(others, "small");
                case 1 -> table.leftJoin(others, "small");
                case 2 -> table.fullJoin(others, "small");
                case 3 -> table.semiJoin(others, "small");
                case 4 -> table.antiJoin(others, "small");
                default -> {
                    var renamed = others.rename("small", "key");
                    var condition = col("small").eq(col("key")).and(col("weight").gt(random.nextInt(50)));
                    yield random.nextBoolean()
                            ? table.joinOn(renamed, condition)
                            : table.leftJoinOn(renamed, condition);
                }
            };
        }

        // ---- Expressions

        private String any(Table table) {
            var names = table.schema().names().stream().distinct().toList();
            return names.get(random.nextInt(names.size()));
        }

        private List<String> of(Table table, java.util.function.Predicate<ColumnType> type) {
            return table.schema().fields().stream()
                    .filter(field -> type.test(field.type()))
                    .map(field -> field.name())
                    .toList();
        }

        private Column number(Table table) {
            var small = of(table, type -> type == Plain.INT || type == Plain.TINYINT || type == Plain.DOUBLE);
            var exact = of(table, type -> type instanceof ColumnType.Decimal decimal && decimal.precision() <= 18);
            if (!exact.isEmpty() && random.nextInt(3) == 0) {
                var money = col(exact.get(random.nextInt(exact.size())));
                return random.nextBoolean()
                        ? money
                        : money.times(lit(new BigDecimal("1.07"))).minus(new BigDecimal("0.001"));
            }
            if (small.isEmpty()) {
                return lit(random.nextInt(10));
            }
            var column = col(small.get(random.nextInt(small.size())));
            return switch (random.nextInt(5)) {
                case 0 -> column.cast("bigint").plus(random.nextInt(100));
                case 1 -> column.cast("bigint").times(col(small.get(random.nextInt(small.size()))).cast("bigint"));
                case 2 -> column.dividedBy(4);
                case 3 -> coalesce(column, 7);
                default -> column;
            };
        }

        private Column value(Table table, int depth) {
            return switch (random.nextInt(6)) {
                case 0, 1 -> number(table);
                case 2 ->
                        depth == 0
                                ? number(table)
                                : when(condition(table, depth - 1), number(table)).otherwise(number(table));
                case 3 -> text(table);
                case 4 -> depth == 0 ? number(table) : when(condition(table, depth - 1), text(table)).end();
                default -> first(table);
            };
        }

        private Column first(Table table) {
            return col(any(table));
        }

        private Column text(Table table) {
            var texts = of(table, type -> type == Plain.TEXT);
            if (texts.isEmpty()) {
                return lit("none");
            }
            var text = col(texts.get(random.nextInt(texts.size())));
            return switch (random.nextInt(4)) {
                case 0 -> dev.sparrow.table.Columns.call("upper", text);
                case 1 -> dev.sparrow.table.Columns.call("substring", text, 2, 3);
                case 2 -> dev.sparrow.table.Columns.call("||", text, "!");
                default -> text;
            };
        }

        private Column condition(Table table, int depth) {
            return switch (depth == 0 ? random.nextInt(5) : random.nextInt(8)) {
                case 0 -> number(table).gt(random.nextInt(-5, 20));
                case 1 -> number(table).le(number(table));
                case 2 -> text(table).like(List.of("%e%", "a_", "%special%requests%", "%").get(random.nextInt(4)));
                case 3 -> first(table).isNull();
                case 4 -> number(table).in(1, 2, 3, 5, 8);
                case 5 -> condition(table, depth - 1).and(condition(table, depth - 1));
                case 6 -> condition(table, depth - 1).or(condition(table, depth - 1));
                default -> condition(table, depth - 1).not();
            };
        }
    }
}
