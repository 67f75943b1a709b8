/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.tables;

import com.sun.management.ThreadMXBean;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.benchmarks.tpch.TpchFiles;
import dev.sparrow.benchmarks.types.Target;
import dev.sparrow.config.Keys;
import dev.sparrow.formats.parquet.Parquet;
import dev.sparrow.table.Table;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/// Asks all questions of tables in memory and in Parquet files and prints what they cost, with targets. Exit code 1
/// says that one was missed.
public final class TablesReport {
    private static final List<String> TABLES = List.of("lineitem", "orders", "customer");
    private static final double HAND_LIMIT = 1.3;
    private static final double PARQUET_LIMIT = 2.0;
    private static final double SIZE_LIMIT = 1.2;
    private static final double MIB = 1 << 20;

    private final Sparrow sc;
    private final Statement duckdb;
    private final TpchFiles files;
    private final List<Target> targets = new ArrayList<>();

    private TablesReport(Sparrow sc, Statement duckdb, TpchFiles files) {
        this.sc = sc;
        this.duckdb = duckdb;
        this.files = files;
    }

    /// Takes the folder of its data, the scale, the name of the peer (`duckdb`), and the names of questions; without
    /// these it asks all.
    public static void main(String[] args) throws Exception {
        var asked = List.of(args).subList(3, args.length);
        var questions =
                List.of(Question.values()).stream()
                        .filter(question -> asked.isEmpty() || asked.contains(question.name()))
                        .toList();
        var conf = new SparrowConf().setMaster("local[2]").setAppName("tables").set(Keys.PROGRESS, "off");
        try (var database = DriverManager.getConnection("jdbc:" + args[2] + ":");
                var sql = database.createStatement();
                var sc = new Sparrow(conf)) {
            sql.execute("set threads = 2");
            var report = new TablesReport(sc, sql, TpchFiles.make(Path.of(args[0]), Double.parseDouble(args[1]), sql));
            report.measure(questions);
            System.exit(report.print() ? 0 : 1);
        }
    }

    private void measure(List<Question> questions) throws Exception {
        var cached = new LinkedHashMap<String, Table>();
        var read = new LinkedHashMap<String, Table>();
        for (var name : TABLES) {
            duckdb.execute("create table " + name + " as from '" + files.of(name) + "'");
            read.put(name, Parquet.table(sc, files.of(name).toString()));
            cached.put(name, read.get(name).cache());
            cached.get(name).count();
        }
        size();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var hand = new HandLoops(new HandColumns(duckdb), threads);
            for (var question : questions) {
                inMemory(question, hand, cached);
            }
        }
        TABLES.forEach(name -> cached.get(name).unpersist());
        for (var question : questions) {
            if (question == Question.Q1 || question == Question.Q6) {
                fromParquet(question, read);
            }
        }
    }

    private void inMemory(Question question, HandLoops hand, Map<String, Table> cached) throws Exception {
        var times =
                new Turns()
                        .add("DuckDB", () -> Answers.of(duckdb, question.sql()))
                        .add("by hand", () -> hand.answer(question))
                        .add("Sparrow", () -> Answers.of(question.of(cached)))
                        .measure();
        tell(question, times);
        var wall = times.get("Sparrow").wall();
        targets.add(Target.atMost(question.limit(), question + ", times DuckDB", wall / times.get("DuckDB").wall()));
        targets.add(Target.atMost(HAND_LIMIT, question + ", times a loop by hand", wall / times.get("by hand").wall()));
        if (question == Question.Q1 || question == Question.Q6) {
            targets.add(Target.atMost(1, question + ", MiB made by a warm run", allocated(question, cached) / MIB));
        }
    }

    private void fromParquet(Question question, Map<String, Table> read) throws Exception {
        var sql = question.sql();
        var times =
                new Turns()
                        .add("DuckDB", () -> Answers.of(duckdb, ofFiles(sql)))
                        .add("Sparrow", () -> Answers.of(question.of(read)))
                        .measure();
        tell(question, times);
        targets.add(
                Target.atMost(
                        PARQUET_LIMIT,
                        question + " from Parquet, times DuckDB",
                        times.get("Sparrow").wall() / times.get("DuckDB").wall()));
    }

    private String ofFiles(String sql) {
        return sql.replace("from lineitem", "from '" + files.of("lineitem") + "'");
    }

    private static void tell(Question question, Map<String, Turns.Time> times) {
        times.forEach((name, time) ->
                System.err.printf(
                        Locale.ROOT,
                        "%-18s %-8s %8.1f ms, of processors %8.1f ms%n",
                        question,
                        name,
                        time.wall(),
                        time.cpu()));
    }

    /// Bytes of objects that all threads make in one run; of five the least.
    private static double allocated(Question question, Map<String, Table> cached) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var least = Double.POSITIVE_INFINITY;
        for (var i = 0; i < 5; i++) {
            var before = threads.getTotalThreadAllocatedBytes();
            Answers.of(question.of(cached));
            least = Math.min(least, (double) (threads.getTotalThreadAllocatedBytes() - before));
        }
        return least;
    }

    /// Of the table with the most rows: its bytes in the cache, beside those of Arrow vectors of its types.
    private void size() throws SQLException {
        var cached = sc.storageStatus().stream().mapToLong(dataset -> dataset.bytesInMemory()).max().orElse(0);
        try (var rows =
                duckdb.executeQuery(
                        """
                        select count(*) * (3 * 8 + 4 + 4 * 16 + 3 * 4 + 5 * 4 + 2)
                               + sum(strlen(l_returnflag) + strlen(l_linestatus) + strlen(l_shipinstruct)
                                     + strlen(l_shipmode) + strlen(l_comment))
                        from lineitem
                        """)) {
            rows.next();
            var arrow = rows.getDouble(1);
            System.err.printf(Locale.ROOT, "lineitem: %.1f MiB cached, %.1f in Arrow%n", cached / MIB, arrow / MIB);
            targets.add(Target.atMost(SIZE_LIMIT, "cached lineitem, times its size in Arrow", cached / arrow));
        }
    }

    private boolean print() {
        System.out.printf(Locale.ROOT, "%-60s %8s %10s%n", "", "value", "target");
        targets.forEach(target -> System.out.println(target.line()));
        return targets.stream().allMatch(Target::isMet);
    }
}
