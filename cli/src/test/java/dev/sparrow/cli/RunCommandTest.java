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

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import javax.tools.ToolProvider;

class RunCommandTest {
    /// Adds up its arguments by a job, and leaves the sum in a property.
    private static final String SUM =
            """
            import dev.sparrow.*;
            import java.util.Arrays;
            public class Sum {
                public static void main(String[] args) {
                    try (var sc = new Sparrow(new SparrowConf().setMaster("local[2]"))) {
                        var sum = sc.parallelize(Arrays.asList(args)).map(Integer::parseInt).reduce(Integer::sum);
                        System.setProperty("sample.sum", "" + sum);
                    }
                }
            }
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    private int sparrow(String... arguments) {
        return Main.commandLine(Interrupts.watch(), Shell.create())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    @AfterEach
    void forgetSettings() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("sparrow.") || name.startsWith("sample."))
                .forEach(System::clearProperty);
    }

    @Test
    void file_isCompiledAndRun() throws IOException {
        assertThat(sparrow("run", write("Sum.java", SUM), "1", "2", "39")).as("%s", err).isZero();
        assertThat(System.getProperty("sample.sum")).isEqualTo("42");
    }

    @Test
    void scriptWithoutAnExtension_mayBeginWithItsInterpreter() throws IOException {
        assertThat(sparrow("run", write("sum", "#!/usr/bin/env -S sparrow run\n" + SUM), "20", "22"))
                .as("%s", err)
                .isZero();
        assertThat(System.getProperty("sample.sum")).isEqualTo("42");
    }

    @Test
    void mainOfAnObject_needsNoClassAround() throws IOException {
        var file = write("Short.java", "void main() { System.setProperty(\"sample.sum\", \"short\"); }\n");
        assertThat(sparrow("run", file)).as("%s", err).isZero();
        assertThat(System.getProperty("sample.sum")).isEqualTo("short");
    }

    @Test
    void otherFilesOfItsPackages_areFound_andSeveralMayBeNamed() throws IOException {
        var first =
                write(
                        "src/a/First.java",
                        "package a; public class First { public static void main(String[] args) {"
                                + " System.setProperty(\"sample.sum\", b.Second.text() + Third.text() + args.length); } }");
        write("src/b/Second.java", "package b; public class Second { public static String text() { return \"2\"; } }");
        var third = write("other/Third.java", "package a; class Third { static String text() { return \"3\"; } }");
        assertThat(sparrow("run", first, third, "x")).as("%s", err).isZero();
        assertThat(System.getProperty("sample.sum")).isEqualTo("231");
    }

    @Test
    void folder_isCompiledAsAWhole_andAClassMayBeNamed() throws IOException {
        write("app/Sum.java", SUM);
        write("app/Other.java", SUM.replace("Sum", "Other").replace("\"\" + sum", "\"other\""));
        assertThat(sparrow("run", "--main", "Sum", folder.resolve("app").toString(), "7")).as("%s", err).isZero();
        assertThat(System.getProperty("sample.sum")).isEqualTo("7");
        assertThat(sparrow("run", folder.resolve("app").toString(), "7")).as("%s", err).isZero();
        assertThat(System.getProperty("sample.sum")).isEqualTo("other");
    }

    @Test
    void jar_isRunByItsManifest() throws IOException {
        var source = write("Sum.java", SUM);
        var compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source);
        assertThat(compiled).isZero();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Sum");
        var jar = folder.resolve("sum.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                var entries = new JarOutputStream(file, manifest)) {
            entries.putNextEntry(new JarEntry("Sum.class"));
            entries.write(Files.readAllBytes(folder.resolve("Sum.class")));
        }
        assertThat(sparrow("run", jar.toString(), "40", "2")).as("%s", err).isZero();
        assertThat(System.getProperty("sample.sum")).isEqualTo("42");
    }

    @Test
    void mistakes_areToldInOneMessage() throws IOException {
        assertThat(sparrow("run", folder.resolve("absent.java").toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("sparrow: There is no file ");
        err.getBuffer().setLength(0);

        var wrong = write("Wrong.java", "class Wrong {\n    int x = \"text\";\n}\n");
        assertThat(sparrow("run", wrong)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("Error: The program does not compile:\n" + wrong + ":2: error: incompatible types")
                .doesNotContain("    at ");
        err.getBuffer().setLength(0);

        assertThat(sparrow("run", write("Idle.java", "class Idle {}"))).isEqualTo(1);
        assertThat(err).hasToString("Error: No class has a main method; there are: Idle.\n");
        err.getBuffer().setLength(0);

        assertThat(sparrow("run", write("Deps.java", "//DEPS nonsense\nclass Deps {}"))).isEqualTo(1);
        assertThat(err.toString()).startsWith("Error: 'nonsense' does not name a library.");
    }

    @Test
    void failureOfTheProgram_isToldWithItsOwnFrames() throws IOException {
        var file =
                write(
                        "Fails.java",
                        "class Fails {\n    static void main() { throw new IllegalStateException(\"no\"); }\n}\n");
        assertThat(sparrow("run", file)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("Error: java.lang.IllegalStateException: no\n    at Fails.main(Fails.java:2)\n")
                .contains("more frames with --verbose.");
    }

    @Test
    void completion_isAScriptForBash() {
        assertThat(sparrow("completion")).isZero();
        assertThat(out.toString()).contains("complete -F", "notebook", "--master");
    }

    @Test
    void notebookThatIsNotThere_isRefusedLikeAnyFile() {
        assertThat(sparrow("notebook", "check", "/nope")).isEqualTo(2);
        assertThat(err).hasToString("sparrow: There is no file /nope.\nTry: sparrow notebook check --help\n");
    }
}
