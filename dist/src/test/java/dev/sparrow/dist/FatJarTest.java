/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.tools.ToolProvider;

/// A program that depends on the artifact `sparrow` starts, also from a jar into which somebody has put the content of
/// all jars without a thought: of files of one name it keeps the last.
class FatJarTest {
    private static final String PROGRAM =
            """
            import dev.sparrow.Sparrow;
            import dev.sparrow.formats.csv.Csv;
            import dev.sparrow.formats.parquet.Parquet;
            import dev.sparrow.value.Compression;
            import java.util.List;

            public class Program {
                public record Trip(String city, int passengers) {}

                public static void main(String[] folder) {
                    try (var sc = Sparrow.local()) {
                        var trips = sc.parallelize(List.of(new Trip("A", 1), new Trip("B", 2), new Trip("A", 3)), 3);
                        Csv.write(trips).compression(Compression.ZSTD).to(folder[0] + "/csv");
                        Parquet.write(trips, Trip.class).to(folder[0] + "/parquet");
                        trips.saveAsObjectFile(folder[0] + "/objects");
                        System.out.println(Csv.read(sc, folder[0] + "/csv").as(Trip.class)
                                .union(Parquet.read(sc, folder[0] + "/parquet").as(Trip.class))
                                .mapToPair(trip -> dev.sparrow.value.Tuple2.of(trip.city(), trip.passengers()))
                                .reduceByKey(Integer::sum)
                                .sortByKey()
                                .collect());
                        System.out.println(sc.objectFile(folder[0] + "/objects").count());
                    }
                }
            }
            """;

    /// What the artifact does not bring.
    private static final Pattern NOT_OF_THE_LIBRARY =
            Pattern.compile(
                    "(sparrow-(cluster|spark|repl|jupyter|cli|cell|coordination|simulation|transport|verification|examples|dist)"
                            + "|jline|jeromq|jnacl|picocli|logback|slf4j-jdk|commonmark|xchart).*");

    @TempDir private Path folder;

    @Test
    void programWithTheLibraryAlone_runs_andNobodySpeaksOfLogging() throws Exception {
        assertRuns(String.join(":", jars().map(Path::toString).toList()));
    }

    @Test
    void programInANaiveFatJar_runs() throws Exception {
        assertRuns(fatJar().toString());
    }

    private void assertRuns(String classPath) throws Exception {
        var source = Files.writeString(folder.resolve("Program.java"), PROGRAM);
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString()))
                .isZero();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var flags = List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
        var command =
                Stream.of(List.of(java), flags, List.of("-cp", classPath + ":" + folder, "Program", folder.toString()))
                        .flatMap(List::stream)
                        .toList();
        var outcome = new Shell(folder, Map.of()).run(command);
        assertThat(outcome.out()).as("%s", outcome).isEqualTo("[(A,8), (B,4)]\n3\n");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exit()).isZero();
    }

    private static Stream<Path> jars() throws IOException {
        try (var files = Files.list(Built.IMAGE.resolve("lib"))) {
            return files
                    .filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !NOT_OF_THE_LIBRARY.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private Path fatJar() throws IOException {
        var contents = new HashMap<String, byte[]>();
        for (var jar : jars().toList()) {
            try (var file = new JarFile(jar.toFile())) {
                for (var entry : file.stream().filter(found -> !found.isDirectory()).toList()) {
                    contents.put(entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
        }
        var fat = folder.resolve("fat.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(fat))) {
            for (var entry : contents.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return fat;
    }
}
