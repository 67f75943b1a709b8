/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The table of Spark's names and ours, `spark-api.txt`, and the page that is made of it.
final class SparkApi {
    private static final List<String> PACKAGES =
            List.of(
                    "dev.sparrow.",
                    "dev.sparrow.status.",
                    "dev.sparrow.task.",
                    "dev.sparrow.shared.",
                    "dev.sparrow.value.",
                    "dev.sparrow.function.",
                    "dev.sparrow.event.",
                    "dev.sparrow.file.",
                    "java.util.");

    /// The types whose methods the page shows beside Spark's, or else as ours alone.
    private static final List<String> WHOLE = List.of("Sparrow", "Rdd", "PairRdd", "DoubleRdd", "TaskContext");

    /// @param spark the type in Spark
    /// @param ours the type here
    record Section(String title, String spark, String ours, List<Row> rows) {}

    /// @param ours `Type.method` or `Type`; empty if there is nothing
    record Row(String spark, List<String> ours, boolean planned, String note) {}

    private static final String SETTINGS =
            """

            ## Settings

            Settings of the scheduler that have Spark's names behind `sparrow.` mean what they mean there; times are milliseconds
            ([configuration.md](configuration.md)). What differs:

            * `sparrow.scheduler.mode` is `FAIR` where Spark's is `FIFO`. Jobs come from several threads mostly where people or requests
              wait for them, and a small one should not wait until a large one has no tasks left that wait. A program that has one job
              at a time sees no difference; with `FIFO` the oldest job is served first, as with Spark.
            * Pools are described by `sparrow.scheduler.pools` and not by an XML file.
            * `sparrow.excludeOnFailure.*` knows executors and not nodes, and none is killed. A task for which no executor is left fails
              its job at once.
            * `sparrow.scheduler.unschedulableTaskSetTimeout` is Spark's `…excludeOnFailure.unschedulableTaskSetTimeout`, for stages that
              wait for want of an executor for whatever reason, and is off unless it is set.
            * `sparrow.locality.wait` is one time for both levels, the executor and its host. Places are those of cached partitions,
              and else those that the program names (`makeRdd`).
            """;

    private final List<Section> sections = new ArrayList<>();

    private SparkApi() {}

    static SparkApi read() {
        var api = new SparkApi();
        try (var table = SparkApi.class.getResourceAsStream("/spark-api.txt")) {
            var text = new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(api::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return api;
    }

    private void add(String line) {
        if (line.startsWith("= ")) {
            var parts = line.substring(2).split(": |, ", 3);
            sections.add(new Section(parts[0], parts[1], parts[2], new ArrayList<>()));
            return;
        }
        var section = sections.getLast();
        var words = line.substring(line.startsWith("!") || line.startsWith("?") ? 2 : 0).split(" : ", 2);
        var note = words.length > 1 ? words[1] : "";
        if (words[0].contains(" -> ")) {
            var sides = words[0].split(" -> ", 2);
            section.rows().add(new Row(sides[0], List.of(sides[1].split(", ")), false, note));
            return;
        }
        for (var name : words[0].split(" ", -1)) {
            var same = line.startsWith("!") ? List.<String>of() : List.of(section.ours() + "." + name);
            section.rows().add(new Row(name, same, line.startsWith("?"), note));
        }
    }

    /// The names on our side that nobody has, but for those to come.
    List<String> missing() {
        return rows().filter(row -> !row.planned())
                .flatMap(row -> row.ours().stream())
                .filter(name -> !exists(name))
                .toList();
    }

    private Stream<Row> rows() {
        return sections.stream().flatMap(section -> section.rows().stream());
    }

    private static boolean exists(String name) {
        var parts = name.split("\\.", 2);
        var type = type(parts[0]);
        return type.isPresent()
                && (parts.length == 1
                        || Stream.of(type.get().getMethods()).anyMatch(method -> method.getName().equals(parts[1])));
    }

    private static Optional<Class<?>> type(String simpleName) {
        for (var prefix : PACKAGES) {
            try {
                return Optional.of(Class.forName(prefix + simpleName));
            } catch (ClassNotFoundException e) {
                // Then it is in another one.
            }
        }
        return Optional.empty();
    }

    String page(String how) {
        var page = new StringBuilder("# Spark's API and this one\n").append(how);
        page.append(
                """
                The names that people who know Spark's Java API (4.2) look for, and what they are here. A program moves over by changing
                its imports and the names of the types: `JavaSparkContext` is `Sparrow`, `JavaRDD` is `Rdd`, `JavaPairRDD` is `PairRdd`,
                `JavaDoubleRDD` is `DoubleRdd`, Scala's tuples are records. Meanings and overloads are in [operators.md](operators.md).

                """);
        for (var section : sections) {
            page.append("## ").append(section.title()).append("\n\n| `").append(section.spark());
            page.append("` | `").append(section.ours()).append("` | |\n|---|---|---|\n");
            section.rows().forEach(row -> page.append(line(section, row)));
            page.append('\n');
        }
        page.append("## Only here\n\nWhat these types have besides.\n\n| type | methods |\n|---|---|\n");
        for (var type : WHOLE) {
            page.append("| `").append(type).append("` | ").append(String.join(", ", onlyHere(type))).append(" |\n");
        }
        return page.append(SETTINGS).toString();
    }

    private static String line(Section section, Row row) {
        var there = row.ours().stream().filter(SparkApi::exists).toList();
        var here =
                there.isEmpty()
                        ? row.planned() ? "not yet" : "–"
                        : String.join(", ", there.stream().map(name -> "`" + shown(section, name) + "`").toList());
        var note = row.planned() && !there.isEmpty() ? "" : row.note();
        return "| `" + row.spark() + "` | " + here + " | " + note + " |\n";
    }

    private static String shown(Section section, String name) {
        var prefix = section.ours() + ".";
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    private List<String> onlyHere(String type) {
        var names = new TreeSet<String>();
        Stream.of(type(type).orElseThrow().getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .forEach(names::add);
        rows().flatMap(row -> row.ours().stream())
                .filter(name -> name.contains("."))
                .forEach(name -> names.remove(name.substring(name.indexOf('.') + 1)));
        return names.isEmpty() ? List.of("–") : names.stream().map(name -> "`" + name + "`").toList();
    }
}
