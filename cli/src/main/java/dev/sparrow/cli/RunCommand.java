/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.launch.LaunchOptions;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
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
        new UserProgram(spec.commandLine(), main, jars, words).run();
        return CommandLine.ExitCode.OK;
    }
}
