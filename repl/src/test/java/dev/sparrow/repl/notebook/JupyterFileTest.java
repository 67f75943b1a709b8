/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;

class JupyterFileTest {
    private static final Path NOTEBOOKS = Path.of("../examples/notebooks");

    @Test
    void notebooksOfTheExamples_comeBackAsTheyWere() throws IOException {
        try (var files = Files.list(NOTEBOOKS)) {
            for (var file : files.filter(path -> path.toString().endsWith(".jsh")).toList()) {
                var text = Files.readString(file);
                var notebook = JupyterFile.read(JupyterFile.of(Notebook.parse(text)));
                assertThat(notebook.text()).as("%s", file).isEqualTo(Notebook.parse(text).text());
            }
        }
    }

    @Test
    void file_isWhatJupyterWrites() {
        var notebook = Notebook.parse("// # Title\n\nvar x = \"ä\\n\";\nx\n//> $1 ==> \"ä\\n\"\n");
        assertThat(JupyterFile.of(notebook))
                .isEqualTo(
                        """
                        {
                         "cells": [
                          {
                           "cell_type": "markdown",
                           "id": "cell-1",
                           "metadata": {},
                           "source": [
                            "# Title"
                           ]
                          },
                          {
                           "cell_type": "code",
                           "execution_count": null,
                           "id": "cell-2",
                           "metadata": {},
                           "outputs": [
                            {
                             "name": "stdout",
                             "output_type": "stream",
                             "text": [
                              "$1 ==> \\"ä\\\\n\\"\\n"
                             ]
                            }
                           ],
                           "source": [
                            "var x = \\"ä\\\\n\\";\\n",
                            "x"
                           ]
                          }
                         ],
                         "metadata": {
                          "kernelspec": {
                           "display_name": "Sparrow",
                           "language": "java",
                           "name": "sparrow"
                          },
                          "language_info": {
                           "file_extension": ".jsh",
                           "mimetype": "text/x-java",
                           "name": "java"
                          }
                         },
                         "nbformat": 4,
                         "nbformat_minor": 5
                        }
                        """);
    }

    @Test
    void outputsOfAllKinds_areTheTextsThatTheyHave() {
        var file =
                """
                {"nbformat": 4, "metadata": {"language_info": {"name": "Java"}}, "cells": [
                  {"cell_type": "markdown", "source": "some\\nprose"},
                  {"cell_type": "raw", "source": []},
                  {"cell_type": "code", "source": ["1 +\\n", "1"], "outputs": [
                    {"output_type": "stream", "text": "printed\\n"},
                    {"output_type": "display_data", "data": {"image/png": "iVBOR"}},
                    {"output_type": "execute_result", "data": {"text/plain": ["2"], "text/html": "<b>2</b>"}}]}]}
                """;
        assertThat(JupyterFile.read(file).cells())
                .containsExactly(new Notebook.Prose("some\nprose"), new Notebook.Code("1 +\n1", "printed\n2"));
    }

    @Test
    void whatIsNoNotebookOfJava_isRefused() {
        assertThatThrownBy(() ->
                        JupyterFile.read("{\"cells\": [], \"metadata\": {\"kernelspec\": {\"language\": \"python\"}}}"))
                .hasMessage("its language is python, and not Java");
        assertThatThrownBy(() -> JupyterFile.read("[1]")).hasMessageContaining("no cells");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "\"\\x\"",
                "\"a",
                "01",
                "1.",
                "+1",
                "nul",
                "[1 2]",
                "{1:2}",
                "\"\\u12\"",
                "[]]"
            })
    void textThatIsNoJson_isRefused(String text) {
        assertThatThrownBy(() -> JsonText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it is not JSON at line 1");
    }

    @Test
    void textThatNestsTooDeep_isRefused() {
        assertThatThrownBy(() -> JsonText.parse("[".repeat(1_000_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void values_comeBack() {
        for (var seed = 0; seed < 300; seed++) {
            var value = value(new Random(seed), 4);
            assertThat(JsonText.parse(JsonText.of(value))).as("seed %d", seed).isEqualTo(value);
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> (long) random.nextInt();
            case 1 -> random.nextDouble();
            case 2 -> random.nextBoolean();
            case 3 -> null;
            case 4 -> text(random);
            case 5 -> {
                var list = new ArrayList<>();
                for (var i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> {
                var member = value(random, depth - 1);
                yield member == null ? Map.of() : Map.of(text(random), member);
            }
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 0, 0x2_0000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
