/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.DoubleRdd;
import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The documents tell the truth about the code, as far as a test can see.
class DocumentsTest {
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
    private static final Pattern IN_BACKTICKS = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)[^`\n]*`");
    private static final Pattern WORD = Pattern.compile("\\b[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*\\b");

    /// A block of text; one in a language, such as `sh`, is no picture.
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?<language>\\w*)\n(?<text>.*?)^```");

    private static final List<String> JDK =
            List.of("java.lang.", "java.lang.ref.", "java.util.", "java.util.concurrent.");

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md"})
    void everyNamedType_exists(String document) throws IOException {
        var text = read(document);
        var named = new TreeSet<String>();
        IN_BACKTICKS.matcher(text).results().forEach(found -> named.add(found.group(1)));
        BLOCK.matcher(text)
                .results()
                .filter(block -> block.group("language").isEmpty())
                .forEach(block -> WORD.matcher(block.group("text")).results().forEach(word -> named.add(word.group())));
        assertThat(named).as("types that %s names", document).isNotEmpty();

        named.removeAll(declaredTypes());
        named.removeIf(DocumentsTest::isOfTheJdk);

        assertThat(named).as("types that %s names and nobody declares", document).isEmpty();
    }

    private static Set<String> declaredTypes() throws IOException {
        try (var files = Files.walk(Built.ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> Built.ROOT.relativize(file).toString().contains("src"))
                    .flatMap(file -> DECLARATION.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isOfTheJdk(String name) {
        return JDK.stream()
                .anyMatch(prefix -> {
                    try {
                        Class.forName(prefix + name);
                        return true;
                    } catch (ClassNotFoundException e) {
                        return false;
                    }
                });
    }

    @Test
    void everyOperator_isInTheTable() throws IOException {
        var page = read("docs/operators.md");
        var missing =
                Stream.of(Sparrow.class, Rdd.class, PairRdd.class, DoubleRdd.class)
                        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .map(method -> method.getName())
                        .distinct()
                        .filter(name -> !Pattern.compile("`" + name + "\\b").matcher(page).find())
                        .sorted()
                        .toList();

        assertThat(missing).as("methods that docs/operators.md does not name").isEmpty();
    }

    @Test
    void programInReadme_isTheOneThatIsCompiled() throws IOException {
        var test = read("examples/src/test/java/dev/sparrow/examples/ReadmeSnippetTest.java");
        var begin = test.indexOf("// README.md begins here.\n") + "// README.md begins here.\n".length();
        var compiled = test.substring(begin, test.indexOf("// README.md ends here.")).stripIndent().stripTrailing();
        var shown = between(read("README.md"), "```java\n", "```").strip();

        assertThat(shown).isEqualTo(compiled + "\n}");
    }

    private static String between(String text, String begin, String end) {
        var from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void settings_areDocumentedAsTheyAre() throws IOException {
        assertUpToDate("docs/configuration.md", ReferencePages.configuration());
    }

    @Test
    void errors_areDocumentedAsTheyAre() throws IOException {
        assertUpToDate("docs/errors.md", ReferencePages.errors());
    }

    @Test
    void namesBesideSparks_exist_andAreDocumentedAsTheyAre() throws IOException {
        var api = SparkApi.read();
        assertThat(api.missing()).as("names in spark-api.txt that are not there (any more)").isEmpty();
        assertUpToDate("docs/spark-api.md", api.page(ReferencePages.HOW));
    }

    private static void assertUpToDate(String page, String content) throws IOException {
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(Built.ROOT.resolve(page), content);
        }
        assertThat(read(page)).as("%s (mvn verify -Ddocs=write writes it)", page).isEqualTo(content);
    }

    private static String read(String path) {
        return read(Built.ROOT.resolve(path));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
