/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.DoubleRdd;
import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.repl.notebook.Notebook;
import dev.sparrow.repl.notebook.NotebookRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All Java of all pages runs as it stands there, one block after the other.
///
/// A page's block may need more than a reader has to see: a comment `<!-- run: … -->` before it is run first. Behind a
/// call may stand what it makes, as a comment; `-Ddocs=write` writes it.
@ResourceLock(Resources.SYSTEM_OUT)
class PagesTest {
    private static final Path PAGES = Built.ROOT.resolve("docs");

    /// Of a page, what is run: hidden code, or a block that readers see.
    private static final Pattern JAVA = Pattern.compile("(?ms)^<!-- run: (.*?) -->$|^```java\n(.*?)^```$");

    /// A line with what it makes behind it; a line of a program ends otherwise, or is none.
    private static final Pattern CALL = Pattern.compile("([^;]*[^; ]) +// ?(.*)");

    /// How a result is written: of a dataset its elements.
    private static final String SHOWN =
            """
            String shown(Object made) {
                return switch (made) {
                    case Rdd<?> dataset -> dataset.collect().toString();
                    case double[] numbers -> Arrays.toString(numbers);
                    case long[] numbers -> Arrays.toString(numbers);
                    case null -> "null";
                    default -> made.toString();
                };
            }
            """;

    static Stream<String> pages() throws IOException {
        try (var files = Files.walk(PAGES)) {
            return files
                    .map(file -> PAGES.relativize(file).toString())
                    .filter(name -> name.endsWith(".md"))
                    .filter(name -> JAVA.matcher(read(name)).find())
                    // Its program has classes of its own, and is compiled and run by FilesPageTest.
                    .filter(name -> !name.equals("files.md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /// @param source as it is run
    private record Step(String line, String source, String result) {}

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlock_runs(String page) throws IOException {
        var text = read(page);
        var steps = steps(text);
        var cells = new ArrayList<Notebook.Cell>();
        cells.add(new Notebook.Code(SHOWN, ""));
        steps.forEach(step -> cells.add(new Notebook.Code(step.source(), "")));
        var ran = NotebookRun.of(new Notebook(cells), "local[2]").notebook().cells();
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var output = ((Notebook.Code) ran.get(i + 1)).output();
            assertThat(output).as("%s: %s", page, step.line()).doesNotContain("Error", "Exception");
            if (step.result() != null && "write".equals(System.getProperty("docs"))) {
                text = text.replace(step.line() + "\n", lineWith(step, output) + "\n");
            } else if (step.result() != null) {
                assertThat(step.result()).as("%s: %s", page, step.line()).isEqualTo(output);
            }
        }
        if (!text.equals(read(page))) {
            Files.writeString(PAGES.resolve(page), text);
        }
    }

    private static String lineWith(Step step, String output) {
        var call = CALL.matcher(step.line());
        return call.matches() ? call.group(1) + "  // " + output : step.line();
    }

    private static List<Step> steps(String text) {
        var steps = new ArrayList<Step>();
        JAVA.matcher(text)
                .results()
                .forEach(found -> {
                    if (found.group(1) != null) {
                        steps.add(new Step(found.group(1), found.group(1), null));
                    } else if (found.group(2).lines().anyMatch(line -> CALL.matcher(line).matches())) {
                        found.group(2).lines().forEach(line -> steps.add(step(line)));
                    } else {
                        steps.add(new Step(found.group(2), found.group(2), null));
                    }
                });
        return steps;
    }

    private static Step step(String line) {
        var call = CALL.matcher(line);
        return call.matches()
                ? new Step(line, "System.out.println(shown(" + call.group(1) + "))", call.group(2))
                : new Step(line, line, null);
    }

    @Test
    void everyOperator_hasACall() {
        var page = read("operators.md");
        var missing =
                Stream.<Class<?>>of(Rdd.class, PairRdd.class, DoubleRdd.class)
                        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .map(method -> method.getName())
                        .distinct()
                        .filter(name -> !page.contains("." + name + "("))
                        .sorted()
                        .toList();
        assertThat(missing).as("methods of which docs/operators.md shows no call").isEmpty();
    }

    private static String read(String page) {
        try {
            return Files.readString(PAGES.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
