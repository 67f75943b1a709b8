/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.run.Program;
import dev.sparrow.repl.dialogue.MavenJars;
import dev.sparrow.repl.session.Session;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// A program as the user names it: a jar, Java files or a folder of them, and its arguments.
///
/// @param command whose usage is to blame
/// @param main the class to begin with; null if none is named
/// @param jars that it uses besides
/// @param words the program, then its arguments
record UserProgram(CommandLine command, String main, List<Path> jars, List<String> words) {
    private static final String JAVA = ".java";

    /// Runs it in this JVM, and returns when its main method has.
    ///
    /// @throws Exception what it throws
    void run() throws Exception {
        jars.forEach(jar -> Existing.require(jar, command));
        var file = Existing.require(Path.of(words.getFirst()), command);
        if (file.toString().endsWith(".jar")) {
            var program = main == null ? Program.ofJar(file, jars) : Program.ofJar(file, jars, main);
            program.run(main, words.subList(1, words.size()));
        } else {
            runSources(file);
        }
    }

    private void runSources(Path first) throws Exception {
        var target = Files.createTempDirectory("sparrow-run");
        // A program may end the JVM by itself.
        var cleaning = new Thread(() -> delete(target));
        Runtime.getRuntime().addShutdownHook(cleaning);
        var build = new Program.Build(Session.compilerPath(), jars, target, library -> MavenJars.find("mvn", library));
        if (Files.isDirectory(first)) {
            Program.ofFolder(first, build).run(main, words.subList(1, words.size()));
        } else {
            var more = words.stream().skip(1).takeWhile(UserProgram::isSource).toList();
            var sources = words.subList(0, 1 + more.size()).stream().map(Path::of).toList();
            Program.ofFiles(sources, build).run(main, words.subList(sources.size(), words.size()));
        }
    }

    private static boolean isSource(String word) {
        return word.endsWith(JAVA) && Files.exists(Path.of(word));
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // The system clears its folder for temporary files.
        }
    }
}
