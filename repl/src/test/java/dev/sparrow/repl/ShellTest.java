/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class ShellTest {

    /// What it prints, and then its exit code.
    private static String shell(List<String> code, boolean failFast, String input) throws IOException {
        var in = System.in;
        var out = System.out;
        var err = System.err;
        var printed = new ByteArrayOutputStream();
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            System.setOut(stream);
            System.setErr(stream);
            var exit =
                    Shell.create()
                            .run(new Shell.Options(List.of(), List.of(), code, failFast, List.of(), false, "test"));
            return printed.toString(StandardCharsets.UTF_8) + exit;
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void codeOfTheCommandLine_isEvaluated_andNothingIsRead() throws IOException {
        assertThat(shell(List.of("int x = 3; x + 1", "x * x"), false, "\"read\"")).isEqualTo("4\n9\n0");
        assertThat(shell(List.of("1 / 0"), false, "")).startsWith("java.lang.ArithmeticException").endsWith("\n1");
    }

    @Test
    void failFast_leavesAtTheFirstFailure() throws IOException {
        assertThat(shell(List.of(), true, "1 + 1\nint x = \"\";\n\"after\"\n"))
                .startsWith("2\nError: incompatible types")
                .doesNotContain("after")
                .endsWith("\n1");
        assertThat(shell(List.of(), false, "int x = \"\";\n\"after\"\n")).endsWith("\"after\"\n1");
    }

    @Test
    void blankLinesInAChain_doNotEndIt() throws IOException {
        assertThat(shell(List.of(), false, "sc.range(0, 10)\n\n    .map(v -> v * 2)\n\n\n    .count()\n\n\"next\"\n"))
                .isEqualTo("10\n\"next\"\n0");
    }
}
