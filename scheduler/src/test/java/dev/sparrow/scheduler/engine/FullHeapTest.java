/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Programs that fill the heap end with their code in time, whatever thread the JVM told first, and the context works
/// on; others that need most of it are left alone. Each runs in a JVM of its own, with the launcher's flags.
class FullHeapTest {
    private static final long SECONDS_MAX = 300;
    private static final int RUNS = Integer.getInteger("heap.runs", 1);
    private static final String SIZES = System.getProperty("heap.sizes", "128");
    private static final String PROGRAMS = System.getProperty("heap.programs", "COLLECT,COLLECT_WHAT_FITS");
    private static final Path LAUNCHER = Path.of("../dist/src/main/bin/sparrow");
    private static final Pattern END = Pattern.compile("(?m)^ended (well|with)");
    private static final Pattern COLLECTOR = Pattern.compile("(?m)^collector=\"(.+)\"$");

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> heapOf() {
        return Stream.of(SIZES.split(","))
                .flatMap(size ->
                        Stream.of(PROGRAMS.split(","))
                                .map(HeapProgram::valueOf)
                                .flatMap(program ->
                                        IntStream.rangeClosed(1, RUNS)
                                                .mapToObj(run ->
                                                        DynamicTest.dynamicTest(
                                                                size + " MiB, " + program + ", run " + run,
                                                                () -> check(program, size)))));
    }

    private static List<String> collectorOfTheLauncher() throws IOException {
        var collector = COLLECTOR.matcher(Files.readString(LAUNCHER));
        assertThat(collector.find()).as("flags of the collector in " + LAUNCHER).isTrue();
        return List.of(collector.group(1).split(" "));
    }

    private void check(HeapProgram program, String heap) throws IOException, InterruptedException {
        var said = run(program, heap);
        System.out.println(heap + " MiB, " + program + ": " + said.lines().toList());
        if (program.fits()) {
            assertThat(said).startsWith("ended well");
        } else {
            assertThat(said)
                    .startsWith("ended with OUT_OF_RESOURCES: ")
                    .containsPattern("heap of \\d+ MiB|of \\d+ MiB in use");
        }
        assertThat(said).contains("then [2, 3, 4]");
    }

    private String run(HeapProgram program, String heap) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "said", ".txt");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap + "m");
        command.addAll(collectorOfTheLauncher());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeapProgram.class.getName(),
                        program.name()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        var ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        var said = Files.readString(output);
        assertThat(ended).as("%s ended within %d s; it said: %s", program, SECONDS_MAX, said).isTrue();
        var end = END.matcher(said); // before it, and after, the log may tell of a driver that ended
        return end.find() ? said.substring(end.start()) : said;
    }
}
