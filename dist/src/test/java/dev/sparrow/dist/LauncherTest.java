/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which JDK the launcher picks, and what it starts. The JDKs are fakes whose `java` prints its arguments.
class LauncherTest {
    private static final String WHAT_TO_INSTALL =
            "Sparrow needs JDK 25 or newer: install one, for example Eclipse Temurin,"
                    + " and set JAVA_HOME to its folder.";

    @TempDir private Path temporary;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void onlyOldJdks() throws IOException {
        environment.put("SPARROW_AOT", "off");
        environment.put("JAVA_HOME", jdk("home", "21.0.4").toString());
        environment.put("PATH", jdk("path", "17.0.15") + "/bin:" + System.getenv("PATH"));
        jdk("found/a", "1.8.0_412");
        environment.put("SPARROW_JDK_SEARCH", temporary + "/none/*:" + temporary + "/found/*");
    }

    @Test
    void onlyOldJdks_oneSentenceSaysWhatToInstall() throws Exception {
        for (var launcher : List.of(Built.IMAGE.resolve("bin/sparrow"), Built.ROOT.resolve("bin/sparrow"))) {
            var outcome = run(launcher, "--version");
            assertThat(outcome.err()).isEqualTo(WHAT_TO_INSTALL + "\n");
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.exit()).isEqualTo(1);
        }
    }

    @Test
    void maven_saysTheSameSentence() throws Exception {
        assertThat(Files.readString(Built.ROOT.resolve("pom.xml"))).contains("<id>" + WHAT_TO_INSTALL + "</id>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.3", "26-ea", "101.1"})
    void newJdk_isFoundInTheSearchFolders(String version) throws Exception {
        var found = jdk("found/with a space", version);
        assertThat(start()).first().isEqualTo(found.toString());
    }

    @Test
    void javaHome_comesBeforePathAndSearchFolders() throws Exception {
        jdk("found/b", "25");
        jdk("path", "25");
        assertThat(start()).first().isEqualTo(temporary.resolve("path").toString());
        jdk("home", "25");
        assertThat(start()).first().isEqualTo(temporary.resolve("home").toString());
    }

    @Test
    void sparrowJavaHome_isTakenOrRefused() throws Exception {
        jdk("home", "25");
        environment.put("SPARROW_JAVA_HOME", jdk("mine", "25").toString());
        assertThat(start()).first().isEqualTo(temporary.resolve("mine").toString());

        jdk("mine", "24.0.1");
        var outcome = run(Built.IMAGE.resolve("bin/sparrow"), "--version");
        assertThat(outcome.err())
                .isEqualTo(
                        "SPARROW_JAVA_HOME ("
                                + temporary.resolve("mine")
                                + ") is not the folder of a JDK 25 or newer.\n");
        assertThat(outcome.exit()).isEqualTo(1);
    }

    @Test
    void commandLine_carriesOurFlags_theUsersOptions_andUnchangedArguments() throws Exception {
        jdk("home", "25");
        environment.put("SPARROW_JAVA_OPTS", "-Xmx1g -Dpattern=*");
        var arguments = start("run", "two words", "*", "");
        assertThat(arguments)
                .contains(Built.JVM_FLAGS.split(" "))
                .contains("-Dsparrow.launcher.stderr-tty=false")
                .containsSequence("-Xmx1g", "-Dpattern=*", "-cp")
                .endsWith("dev.sparrow.cli.Main", "run", "two words", "*", "");
        var classPath = List.of(arguments.get(arguments.indexOf("-cp") + 1).split(":"));
        assertThat(classPath).isSorted().allMatch(jar -> jar.endsWith(".jar"));
    }

    @Test
    void collectorThatTheUserNames_isTheOnlyOne() throws Exception {
        jdk("home", "25");
        assertThat(start()).contains("-XX:+UseParallelGC");
        environment.put("SPARROW_JAVA_OPTS", "-Xmx1g -XX:+UseZGC");
        assertThat(start()).contains("-XX:+UseZGC").doesNotContain("-XX:+UseParallelGC");
        environment.put("SPARROW_JAVA_OPTS", "-XX:+UseNUMA -XX:+DisableExplicitGC");
        assertThat(start()).contains("-XX:+UseParallelGC");
        environment.put("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC");
        assertThat(start()).doesNotContain("-XX:+UseParallelGC");
    }

    @Test
    void homeFolder_isThatOfTheEnvironment() throws Exception {
        jdk("home", "25");
        environment.put("HOME", temporary + "/some body");
        assertThat(start()).contains("-Duser.home=" + temporary + "/some body");
        environment.put("HOME", "");
        assertThat(start()).noneMatch(argument -> argument.startsWith("-Duser.home"));
    }

    private List<String> start(String... arguments) throws Exception {
        var outcome = run(Built.IMAGE.resolve("bin/sparrow"), arguments);
        assertThat(outcome.exit()).as("%s", outcome).isZero();
        return outcome.out().lines().toList();
    }

    private Shell.Outcome run(Path launcher, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return new Shell(temporary, environment).run(command);
    }

    /// A folder that looks like a JDK; its `java` prints the folder and then its arguments, one on each line.
    private Path jdk(String name, String version) throws IOException {
        var home = temporary.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Fake\"\nJAVA_VERSION=\"" + version + "\"\n");
        for (var program : List.of("java", "javac")) {
            var file = home.resolve("bin").resolve(program);
            Files.writeString(file, "#!/bin/sh\nprintf '%s\\n' '" + home + "' \"$@\"\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return home;
    }
}
