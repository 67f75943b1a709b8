/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.Text;
import dev.sparrow.cli.run.Program;
import dev.sparrow.config.Keys;
import dev.sparrow.repl.Shell;
import dev.sparrow.repl.session.Session;
import dev.sparrow.sql.Sql;
import dev.sparrow.value.Tuple2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Loads the classes that a typical program loads, so that the JVM can write them into its start-up cache. Prints
/// nothing.
final class Training {
    /// Classes that only the process of an executor runs.
    private static final List<String> EXECUTOR =
            List.of("CalledBlock", "CalledBlocks", "ExecutorAnswers", "ExecutorMain", "ExecutorSession", "Peers");

    /// What `sparrow run` compiles.
    private static final String PROGRAM =
            """
            import dev.sparrow.*;
            import java.util.*;

            public class Trained {
                record Line(int length, String text) {}

                public static void main(String[] arguments) {
                    try (var sc = Sparrow.local()) {
                        var lines = sc.parallelize(List.of(arguments)).map(text -> new Line(text.length(), text));
                        for (var line : lines.filter(line -> line.length() > 1).collect()) {
                            Objects.requireNonNull(line.text());
                        }
                    }
                }
            }
            """;

    private Training() {}

    static void run() throws Exception {
        var folder = Files.createTempDirectory("sparrow-training");
        System.setProperty(Keys.LOG_DIR.name(), folder.resolve("runs").toString()); // it is no run of the user's
        try (var sc = new Sparrow(new SparrowConf().set(Keys.PROGRESS, "off"))) {
            var text = Files.writeString(folder.resolve("text.txt"), "the quick brown fox\njumps over the lazy dog\n");
            words(sc, text);
            numbers(sc);
            joins(sc, folder.resolve("saved"));
            queries(sc, folder);
            Shell.rehearse(folder);
            executors(text);
            program(folder);
        } finally {
            delete(folder);
        }
    }

    /// What a driver does whose executors are processes, and what these do.
    private static void executors(Path text) {
        for (var master : List.of("local-bytes[2]", "local-cluster[1,1,128m]")) {
            try (var sc = new Sparrow(new SparrowConf().setMaster(master).set(Keys.PROGRESS, "off"))) {
                words(sc, text);
                sc.range(0, 100, 1, 4).map(x -> x + 1).count();
            }
        }
        EXECUTOR.forEach(Training::load);
    }

    private static void load(String name) {
        try {
            Class.forName("dev.sparrow.cluster.executor." + name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError("An executor has no class " + name, e);
        }
    }

    private static void words(Sparrow sc, Path text) {
        var counts =
                sc.textFile(text.toString())
                        .flatMap(Text::words)
                        .filter(word -> word.length() > 1)
                        .mapToPair(word -> new Tuple2<>(word, 1L))
                        .reduceByKey(Long::sum);
        counts.takeOrdered(3, (left, right) -> Long.compare(right._2(), left._2()));
        counts.sortByKey().collect();
        counts.values().fold(0L, Long::sum);
        counts.explain();
    }

    private static void numbers(Sparrow sc) {
        var numbers = sc.range(0, 100, 1, 4).map(x -> x + 1);
        numbers.count();
        numbers.reduce(Long::sum);
        numbers.take(5);
        numbers.mapToDouble(Long::doubleValue).stats();
        sc.parallelize(List.of(1, 2), 2).map(x -> x + 1).reduce(Integer::sum);
    }

    private static void joins(Sparrow sc, Path target) {
        var squares = sc.parallelize(List.of(1, 2, 3), 2).keyBy(x -> x).mapValues(x -> x * x);
        var joined = squares.join(sc.parallelize(List.of(2, 3, 4), 2).keyBy(x -> x));
        joined.sortBy(pair -> pair._2()._1()).saveAsTextFile(target.toString());
        squares.groupByKey().distinct(1).collectAsMap();
    }

    private static void queries(Sparrow sc, Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("trips.csv"), "city,km\nOslo,12\nRome,7\nOslo,3\n");
        var sql = Sql.on(sc);
        sql.sql("create table trips as from '" + file + "'");
        sql.sql(
                        "select city, count(*) as n, avg(km) from trips join (values ('Oslo', 1), ('Rome', 2)) c(name, id)"
                                + " on city = name where km > 1 group by all having n > 0 order by n desc limit 5")
                .text(5);
        sql.sql("select sum(km) from trips where city in (select city from trips where km > 10)").collect();
    }

    private static void program(Path folder) throws Exception {
        var source = Files.writeString(folder.resolve("Trained.java"), PROGRAM);
        var target = Files.createDirectory(folder.resolve("classes"));
        var build = new Program.Build(Session.compilerPath(), List.of(), target, _ -> List.of());
        Program.ofFiles(List.of(source), build).run(null, List.of("to be", "or not"));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
