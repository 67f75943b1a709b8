/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that Spark's own launcher starts.
@Timeout(300)
class SubmitTest {
    @TempDir private Path folder;

    @Test
    void programOfSparkSubmit_runsOnItsMaster() throws Exception {
        OnSpark.require();
        var program =
                SmallJar.of(
                        folder,
                        "demo.Sums",
                        """
                        import dev.sparrow.Sparrow;
                        import dev.sparrow.value.Tuple2;

                        public class Sums {
                            record Number(long value) {}

                            public static void main(String[] args) {
                                try (var sc = new Sparrow()) {
                                    var numbers = sc.range(0, 100, 1, 4).map(Number::new);
                                    var sums = numbers.mapToPair(n -> new Tuple2<>(n.value() % 3, n.value()));
                                    System.out.println(sums.reduceByKey(Long::sum).sortByKey().collect() + " of " + args[0]);
                                }
                            }
                        }
                        """);
        var output = folder.resolve("output");
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getenv("SPARK_HOME") + "/jars/*",
                        "-Djava.io.tmpdir=" + folder,
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "org.apache.spark.deploy.SparkSubmit",
                        "--master",
                        "local-cluster[1,1,1024]",
                        "--conf",
                        "spark.ui.enabled=false",
                        "--conf",
                        "spark.driver.host=localhost",
                        "--conf",
                        "spark.driver.bindAddress=127.0.0.1",
                        "--jars",
                        String.join(",", sparrow()),
                        "--class",
                        "demo.Sums",
                        program.toString(),
                        "spark-submit");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(200, TimeUnit.SECONDS)).as(Files.readString(output)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output)).contains("[(0,1683), (1,1617), (2,1650)] of spark-submit");
        assertThat(process.exitValue()).isZero();
    }

    /// The jars that a user names: ours, and what they need besides Spark's.
    private List<String> sparrow() throws IOException {
        var jars = new ArrayList<String>();
        for (var one : List.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
            var path = Path.of(one);
            if (Files.isDirectory(path) && path.endsWith("classes")) {
                jars.add(SmallJar.pack(path, folder.resolve("sparrow-" + jars.size() + ".jar")).toString());
            } else if (one.matches(".*/(sparrow-(?!.*tests)|arrow-|flatbuffers-|asm-|kryo5-|akka-|config-).*\\.jar")) {
                jars.add(one);
            }
        }
        return jars;
    }
}
