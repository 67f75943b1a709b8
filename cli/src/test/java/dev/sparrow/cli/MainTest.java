/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.config.LaunchSettings;
import dev.sparrow.repl.Shell;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int sparrow(String... arguments) {
        return Main.commandLine(Interrupts.watch(), Shell.create(), Main.named(arguments))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @AfterEach
    void forgetSettings() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("sparrow.") || name.startsWith("sample."))
                .forEach(System::clearProperty);
    }

    @Test
    void commands_haveTheNamesByWhichTheyAreFound() {
        assertThat(Main.COMMANDS)
                .allSatisfy(name -> assertThat(Main.command(name).getAnnotation(Command.class).name()).isEqualTo(name));
    }

    @Test
    void commandLine_makesOnlyTheCommandThatItBeginsWith() {
        assertThat(Main.named(new String[] {"run", "--help"})).containsExactly("run");
        assertThat(Main.named(new String[] {"--verbose", "run"})).isEqualTo(Main.COMMANDS);
        assertThat(Main.named(new String[] {"completion"})).isEqualTo(Main.COMMANDS);
    }

    @Test
    void withoutACommand_theCommandsAreListed() {
        assertThat(sparrow()).isZero();
        assertThat(out.toString()).contains("Usage: sparrow", "shell", "notebook", "example", "bench");
    }

    @Test
    void unknownExample_isRefusedWithTheNearestName() {
        assertThat(sparrow("example", "ecko")).isEqualTo(2);
        assertThat(err)
                .hasToString(
                        """
                        sparrow: There is no example 'ecko'. Did you mean Echo? There are: Echo, Fails, Hangs.
                        Try: sparrow example --help
                        """);
    }

    @Test
    void unknownCommand_isRefusedWithTheNearestName() {
        assertThat(sparrow("exmple")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("sparrow: There is no command 'exmple'. Did you mean example?\nTry: sparrow --help\n");
    }

    @Test
    void unknownOption_isRefusedWithTheNearestOne() {
        assertThat(sparrow("example", "--mastr", "local", "Echo")).isEqualTo(2);
        assertThat(err.toString()).contains("Unknown option: '--mastr'", "--master");
    }

    @Test
    void list_namesEachExampleWithItsPurpose() {
        assertThat(sparrow("example", "--list")).isZero();
        assertThat(out)
                .hasToString(
                        """
                        Echo [WORD...]  prints its arguments
                        Fails           fails in a function of its own
                        Hangs           never ends, and hinders the JVM from ending
                        """);
    }

    @Test
    void optionsBeforeTheName_areSparrows_andWhatFollowsGoesToTheProgram() {
        var code =
                sparrow(
                        "example",
                        "--master",
                        "local[3]",
                        "--conf",
                        "sparrow.cancel.grace=70",
                        "echo",
                        "--master",
                        "x",
                        "--help");

        assertThat(code).isZero();
        assertThat(System.getProperty("sample.echo")).isEqualTo("--master x --help");
        assertThat(System.getProperty("sparrow.master")).isEqualTo("local[3]");
        assertThat(System.getProperty("sparrow.cancel.grace")).isEqualTo("70");
    }

    @Test
    void optionsBeforeTheCommand_holdToo() {
        assertThat(sparrow("--name", "mine", "example", "Echo")).isZero();
        assertThat(LaunchSettings.ofThisProcess().commandLine()).containsEntry("sparrow.app.name", "mine");
    }

    @Test
    void propertiesFile_isWeakerThanTheCommandLine(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("my.properties"), "sparrow.master=local[5]\n");

        assertThat(sparrow("example", "--properties-file", file.toString(), "--master", "local[2]", "Echo")).isZero();

        var launch = LaunchSettings.ofThisProcess();
        assertThat(launch.file()).containsEntry("sparrow.master", "local[5]");
        assertThat(launch.commandLine()).containsEntry("sparrow.master", "local[2]");
    }

    @Test
    void settingThatDoesNotExist_isRefusedBeforeTheProgramStarts() {
        assertThat(sparrow("example", "--conf", "sparrow.mster=local", "Echo")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no setting 'sparrow.mster'", "Did you mean sparrow.master?");
        assertThat(System.getProperty("sample.echo")).isNull();
    }

    @Test
    void masterThatIsNotUnderstood_isRefusedBeforeTheProgramStarts() {
        assertThat(sparrow("example", "--master", "yarn", "Echo")).isEqualTo(2);
        assertThat(err.toString()).contains("Master 'yarn' is not understood.");
        assertThat(System.getProperty("sample.echo")).isNull();
    }

    @Test
    void failure_isToldWithTheUsersFramesOnly() {
        assertThat(sparrow("example", "Fails")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("Error: map at Fails.java:7 failed in partition 3 [USER_FUNCTION]\n")
                .contains(
                        "Caused by: java.lang.IllegalStateException: no such word\n    at sample.Fails.parse(Fails.java:7)\n")
                .containsPattern("\\d+ more frames with --verbose.")
                .doesNotContain("MapStep", "picocli");
    }

    @Test
    void verboseFailure_isToldWithAllFrames() {
        assertThat(sparrow("example", "--verbose", "Fails")).isEqualTo(1);
        assertThat(err.toString()).contains("SparrowException", "MapStep", "picocli");
    }

    @Test
    void trainingRun_succeedsAndPrintsNothing() {
        assertThat(sparrow("bench", "latency", "--train")).as("%s", err).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void benchOutsideACheckout_saysThatItNeedsOne() {
        assertThat(sparrow("bench")).isEqualTo(2);
        assertThat(err.toString())
                .contains("This command needs the source checkout: it builds the module 'benchmarks'")
                .contains("Run bin/sparrow there.");
    }
}
