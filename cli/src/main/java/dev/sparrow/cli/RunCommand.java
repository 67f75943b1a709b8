/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.launch.LaunchOptions;
import dev.sparrow.cli.run.Program;
import dev.sparrow.repl.dialogue.MavenJars;
import dev.sparrow.repl.session.Session;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs a program of the user's in this JVM.
@Command(
        name = "run",
        header = "Run a Java file, a folder of them, or a jar.",
        mixinStandardHelpOptions = true,
        customSynopsis = "sparrow run [OPTIONS] FILE.java... | FOLDER | APP.jar [ARGUMENTS...]",
        description = {
            "",
            "Options before the program are Sparrow's; all that follows it goes to the program as it is.",
            "Lines such as //DEPS org.example:some:1.0 in a Java file name libraries, which the mvn on your PATH finds.",
            ""
        })
final class RunCommand implements Callable<Integer> {
    private static final String JAVA = ".java";

    @Spec private CommandSpec spec;

    @Option(names = "--main", paramLabel = "CLASS", description = "The class to begin with, if several could.")
    private String main;

    @Option(
            names = "--jars",
            split = ",",
            paramLabel = "JAR",
            description = "Jars and folders of classes that the program uses, with commas between.")
    private List<Path> jars = List.of();

    @Parameters(arity = "1..*", paramLabel = "PROGRAM", description = "What to run, and its arguments.")
    private List<String> words;

    @Override
    public Integer call() throws Exception {
        LaunchOptions.of(spec).apply(spec.commandLine());
        jars.forEach(jar -> Existing.require(jar, spec.commandLine()));
        var file = Existing.require(Path.of(words.getFirst()), spec.commandLine());
        if (file.toString().endsWith(".jar")) {
            var program = main == null ? Program.ofJar(file, jars) : Program.ofJar(file, jars, main);
            program.run(main, words.subList(1, words.size()));
        } else {
            runSources(file);
        }
        return CommandLine.ExitCode.OK;
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
            var more = words.stream().skip(1).takeWhile(RunCommand::isSource).toList();
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
