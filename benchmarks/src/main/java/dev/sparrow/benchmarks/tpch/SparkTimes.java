/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.tpch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Spark SQL over cached tables, in a process of its own: that of `SPARK_HOME`, which brings its jars.
final class SparkTimes {
    private SparkTimes() {}

    /// Milliseconds of each query that Spark can read; none if there is no Spark.
    static Map<String, Double> measure(Path tables, Path queries) throws IOException, InterruptedException {
        var home = System.getenv("SPARK_HOME");
        if (home == null || home.isEmpty()) {
            System.err.println("SPARK_HOME is not set: Spark is not measured.");
            return Map.of();
        }
        var script = Files.createTempFile("tpch", ".scala");
        try {
            Files.writeString(script, program(tables, queries));
            var command =
                    List.of(
                            Path.of(home, "bin", "spark-shell").toString(),
                            "--master",
                            "local[2]",
                            "--conf",
                            "spark.ui.enabled=false",
                            "--conf",
                            "spark.driver.host=127.0.0.1",
                            "--conf",
                            "spark.driver.bindAddress=127.0.0.1",
                            "--conf",
                            "spark.sql.shuffle.partitions=2",
                            "-I",
                            script.toString());
            var process =
                    new ProcessBuilder(new ArrayList<>(command))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .start();
            var times = new HashMap<String, Double>();
            try (var out = process.inputReader()) {
                out.lines()
                        .filter(line -> line.startsWith("TIME "))
                        .map(line -> line.split(" ", -1))
                        .forEach(words -> times.put(words[1], Double.parseDouble(words[2])));
            }
            process.waitFor();
            return times;
        } finally {
            Files.delete(script);
        }
    }

    /// What Spark's shell runs: each query three times, and then five.
    private static String program(Path tables, Path queries) {
        var names = String.join(", ", TpchFiles.names().stream().map(name -> '"' + name + '"').toList());
        return """
        for (table <- Seq(%s)) {
          spark.read.parquet("%s/" + table + ".parquet").createOrReplaceTempView(table)
          spark.sql("cache table " + table)
        }
        for (query <- 1 to 22) {
          val name = f"q$query%%02d"
          try {
            val text = java.nio.file.Files.readString(java.nio.file.Path.of("%s", name + ".sql")).trim.stripSuffix(";")
            val times = (1 to 8).map { _ =>
              val start = System.nanoTime
              spark.sql(text).collect()
              (System.nanoTime - start) / 1e6
            }
            println("TIME " + name + " " + times.drop(3).sorted.apply(2))
          } catch { case e: Exception => println("FAILED " + name + " " + e) }
        }
        System.exit(0)
        """
                .formatted(names, tables, queries.toAbsolutePath());
    }
}
