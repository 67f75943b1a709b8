/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.repl.Shell;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// `sparrow submit`: the flags and the exit codes that users of `spark-submit` know.
class SubmitCommandTest {
    /// Leaves what its context was told in properties.
    private static final String PROGRAM =
            """
            import dev.sparrow.*;
            public class Program {
                public static void main(String[] args) {
                    if (args.length > 0 && args[0].equals("fail")) throw new IllegalStateException("as it was told to");
                    try (var sc = new Sparrow()) {
                        System.setProperty("sample.master", sc.master() + " " + sc.appName() + " " + sc.range(0, 10).count());
                        System.setProperty("sample.args", String.join(" ", args));
                    }
                }
            }
            """;

    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    private int submit(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "submit";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.commandLine(Interrupts.watch(), Shell.create())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(all);
    }

    private String program() throws IOException {
        return Files.writeString(folder.resolve("Program.java"), PROGRAM).toString();
    }

    @AfterEach
    void forgetSettings() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("sparrow.") || name.startsWith("sample."))
                .forEach(System::clearProperty);
    }

    @Test
    void program_getsMasterNameAndArguments_asWithSpark() throws IOException {
        var code =
                submit(
                        "--master",
                        "local[2]",
                        "--deploy-mode",
                        "client",
                        "--class",
                        "Program",
                        "--name",
                        "sums",
                        "--driver-memory",
                        "1g",
                        "--executor-memory",
                        "300m",
                        "--executor-cores",
                        "2",
                        "--num-executors",
                        "3",
                        "--total-executor-cores",
                        "6",
                        "--conf",
                        "sparrow.executor.cores=1",
                        program(),
                        "--kill",
                        "x");
        assertThat(code).as("%s", err).isZero();
        assertThat(System.getProperty("sample.master")).isEqualTo("local[2] sums 10");
        assertThat(System.getProperty("sample.args")).isEqualTo("--kill x");
        assertThat(System.getProperty("sparrow.executor.cores")).as("flags before --conf").isEqualTo("2");
        assertThat(System.getProperty("sparrow.executor.memory")).isEqualTo("300m");
        assertThat(System.getProperty("sparrow.executor.instances")).isEqualTo("3");
        assertThat(System.getProperty("sparrow.cores.max")).isEqualTo("6");
    }

    @Test
    void programThatFails_exitsWithOne() throws IOException {
        assertThat(submit("--master", "local", program(), "fail")).isEqualTo(1);
        assertThat(err.toString()).contains("as it was told to");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--deploy-mode=cluster   | --deploy-mode cluster is not supported: the driver runs in this JVM",
                "--supervise             | --supervise is not supported: it is for drivers that a cluster starts",
                "--kill=driver-1         | --kill is not supported: a program ends with this command",
                "--queue=default         | --queue is not supported: it belongs to YARN",
                "--py-files=a.py         | --py-files is not supported: programs are Java",
                "--packages=a:b:1        | --packages is not supported: give jars by --jars",
                "--executor-memory=lots  | sparrow.executor.memory",
                "--driver-memory=lots    | sparrow.executor.memory",
                "--no-such-flag          | Unknown option: '--no-such-flag'"
            })
    void flagThatIsNotSupported_isNamedWithItsReason(String flag, String said) throws IOException {
        assertThat(submit(flag, program())).isEqualTo(2);
        assertThat(err.toString()).contains(said);
    }
}
