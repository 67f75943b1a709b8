/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What somebody who downloads the archive does first.
class ArchiveTest {
    @TempDir private static Path temporary;

    private static Path sparrow;

    @BeforeAll
    static void unpack() throws Exception {
        var folder = Files.createDirectory(temporary.resolve("with a space"));
        var tar = new Shell(folder, Map.of()).run(List.of("tar", "xzf", Built.ARCHIVE.toString()));
        assertThat(tar.exit()).as("%s", tar).isZero();
        sparrow = folder.resolve("sparrow-" + Built.VERSION);
        assertThat(sparrow.resolve("lib").toFile().list())
                .as("start-up caches belong to one machine")
                .noneMatch(name -> name.contains(".aot"));
    }

    @Test
    void archive_holdsWhatItsReaderExpects() {
        assertThat(sparrow.toFile().list())
                .containsExactlyInAnyOrder(
                        "bin",
                        "docs",
                        "examples",
                        "lib",
                        "CHANGELOG.md",
                        "LICENSE",
                        "NOTICE",
                        "README.md",
                        "SECURITY.md",
                        "sbom.json");
    }

    /// Without a locale, and where no Maven is to be found.
    @TestFactory
    Stream<DynamicTest> everyCommandOfItsReadme_succeeds() throws Exception {
        var maven = Files.createDirectories(temporary.resolve("no maven")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\necho There is no Maven here. >&2\nexit 1\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        var environment =
                Map.of(
                        "LC_ALL", "C",
                        "LANG", "",
                        "SPARROW_AOT", "off",
                        "SPARROW_JAVA_OPTS", Shell.BRIEF_JVM,
                        "PATH", maven.getParent() + File.pathSeparator + System.getenv("PATH"));
        return Readme.read(sparrow.resolve("README.md")).commands().stream()
                .map(command ->
                        DynamicTest.dynamicTest(
                                command,
                                () -> {
                                    var shell = new Shell(sparrow, environment);
                                    var outcome = shell.run(List.of("bash", "-c", command));
                                    assertThat(outcome.exit()).as("%s%n%s", command, outcome).isZero();
                                }));
    }

    @Test
    void listOfLibraries_hasEachJarOfOthers() throws Exception {
        var names =
                Pattern.compile("\"purl\": \"pkg:maven/[^/]*/([^@]*)@")
                        .matcher(Files.readString(sparrow.resolve("sbom.json")))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        try (var jars = Files.list(sparrow.resolve("lib"))) {
            var others =
                    jars.map(jar -> jar.getFileName().toString())
                            .filter(name -> name.endsWith(".jar") && !name.startsWith("sparrow-"))
                            .map(name -> name.replaceFirst("-\\d[^/]*\\.jar$", ""))
                            .toList();
            assertThat(names).containsExactlyInAnyOrderElementsOf(others);
        }
    }

    @Test
    void linksOfItsReadme_leadSomewhere() throws IOException {
        Pattern.compile("]\\(([^)#:]+)\\)")
                .matcher(Files.readString(sparrow.resolve("README.md")))
                .results()
                .forEach(link -> assertThat(sparrow.resolve(link.group(1))).exists());
    }

    @Test
    void launcher_runsInAFolderWithASpace() throws Exception {
        assertPrintsVersion("bin/sparrow");
    }

    @Test
    void launcher_runsThroughSymbolicLinks() throws Exception {
        var absolute = Files.createSymbolicLink(temporary.resolve("absolute"), sparrow.resolve("bin/sparrow"));
        var relative = Files.createSymbolicLink(temporary.resolve("relative"), Path.of("absolute"));
        assertPrintsVersion(absolute.toString());
        assertPrintsVersion(relative.toString());
        assertPrintsVersion("../../relative");

        var folder = Files.createSymbolicLink(temporary.resolve("folder"), sparrow.resolve("bin"));
        assertPrintsVersion(folder.resolve("sparrow").toString());
    }

    /// As cron starts it.
    @Test
    void withoutALocale_textsAndNamesOfFilesAreWhole() throws Exception {
        assumeTrue(System.getProperty("sun.jnu.encoding").equals("UTF-8"), "names of files of this JVM are in UTF-8");
        var folder = Files.createDirectories(temporary.resolve("Größe"));
        Files.writeString(folder.resolve("naïve.csv"), "name,größe\nЖ,1\n");
        var code = "Csv.read(sc, \"Größe/naïve.csv\").header(true).maps().collect()";
        var none = Map.of("LC_ALL", "C", "LANG", "", "SPARROW_AOT", "off", "SPARROW_JAVA_OPTS", Shell.BRIEF_JVM);
        var command = List.of(sparrow.resolve("bin/sparrow").toString(), "shell", "-e", code, "-e", "\"Ж\"");
        var outcome = new Shell(temporary, none).run(command);
        assertThat(outcome.out()).as("%s", outcome).contains("Ж").endsWith("\"Ж\"\n").contains("größe");
        assertThat(outcome.exit()).as("%s", outcome).isZero();
    }

    @Test
    void withoutStandardInput_theShellLeaves() throws Exception {
        var command = List.of("sh", "-c", "exec \"$0\" shell <&-", sparrow.resolve("bin/sparrow").toString());
        var outcome = new Shell(temporary, Map.of("SPARROW_AOT", "off")).run(command);
        assertThat(outcome.exit()).as("%s", outcome).isZero();
        assertThat(outcome.out() + outcome.err()).isEmpty();
    }

    @Test
    void startUpCache_isRecordedOnce_andAgainForOtherJars() throws Exception {
        assertThat(run(Map.of("SPARROW_AOT", "record"), "bin/sparrow").exit()).isZero();
        var cache = cache();
        assertThat(cache).isNotEmptyFile();
        assertPrintsVersion("bin/sparrow");
        var recorded = Files.getLastModifiedTime(cache);

        assertThat(run(Map.of("SPARROW_AOT", "record"), "bin/sparrow").err()).isEmpty();
        assertThat(Files.getLastModifiedTime(cache)).isEqualTo(recorded);

        // Equal size and modification time, as when another archive is unpacked over this one. What is recorded then
        // does
        // not matter.
        var jar = sparrow.resolve("lib/sparrow-cli-" + Built.VERSION + ".jar");
        var modified = Files.getLastModifiedTime(jar);
        Files.write(jar, Files.readAllBytes(jar));
        Files.setLastModifiedTime(jar, modified);
        var again = Map.of("SPARROW_AOT", "record", "SPARROW_JAVA_HOME", recorder().toString());
        assertThat(run(again, "bin/sparrow").err()).contains("Recording");
        assertThat(Files.getLastModifiedTime(cache)).isGreaterThan(recorded);
    }

    /// A JDK that says it is this one, and whose `java` only writes the cache that it is asked for.
    private static Path recorder() throws IOException {
        var jdk = Files.createDirectories(temporary.resolve("recorder"));
        Files.copy(Path.of(System.getProperty("java.home"), "release"), jdk.resolve("release"));
        for (var name : List.of("java", "javac")) {
            var program = Files.createDirectories(jdk.resolve("bin")).resolve(name);
            Files.writeString(
                    program,
                    """
                    #!/bin/sh
                    for word in "$@"; do
                        case $word in -XX:AOTCacheOutput=*) echo recorded >"${word#*=}" ;; esac
                    done
                    """);
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        return jdk;
    }

    private static Path cache() throws IOException {
        try (var files = Files.list(sparrow.resolve("lib"))) {
            var caches = files.filter(file -> file.getFileName().toString().contains(".aot")).toList();
            assertThat(caches).hasSize(1);
            return caches.getFirst();
        }
    }

    private static void assertPrintsVersion(String command) throws Exception {
        var outcome = run(Map.of(), command, "--version");
        assertThat(outcome.exit()).as("%s", outcome).isZero();
        assertThat(outcome.out()).contains(Built.VERSION);
        assertThat(outcome.err()).isEmpty();
    }

    private static Shell.Outcome run(Map<String, String> environment, String... command) throws Exception {
        return new Shell(sparrow, environment).run(List.of(command));
    }
}
