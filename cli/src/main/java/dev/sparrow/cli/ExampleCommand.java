/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.launch.LaunchOptions;
import dev.sparrow.config.Spelling;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/// Runs an example in this JVM, or lists them all.
@Command(
        name = "example",
        header = "Run one of the examples.",
        mixinStandardHelpOptions = true,
        customSynopsis = {"sparrow example [OPTIONS] NAME [ARGUMENTS...]", "sparrow example --list"},
        description = {
            "",
            "Options before NAME are Sparrow's; all that follows NAME goes to the program as it is.",
            "Without arguments an example runs on the data in examples/data.",
            ""
        })
final class ExampleCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--list", description = "Name all examples and what they do.")
    private boolean list;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Which example, such as WordCount.")
    private String name;

    @Parameters(index = "1..*", paramLabel = "ARGUMENTS", description = "The arguments of the program.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        var examples = Example.all(getClass().getClassLoader());
        if (list || name == null) {
            print(examples);
            return CommandLine.ExitCode.OK;
        }
        var example =
                examples.stream()
                        .filter(candidate -> candidate.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> unknown(examples));
        LaunchOptions.of(spec).apply(spec.commandLine());
        run(example);
        return CommandLine.ExitCode.OK;
    }

    private void run(Example example) throws Exception {
        var program = Class.forName(example.className()).getMethod("main", String[].class);
        try {
            program.invoke(null, (Object) arguments.toArray(String[]::new));
        } finally {
            System.out.flush();
        }
    }

    private CommandLine.ParameterException unknown(List<Example> examples) {
        var names = examples.stream().map(Example::name).toList();
        if (names.isEmpty()) {
            return new CommandLine.ParameterException(spec.commandLine(), "There are no examples on the class path.");
        }
        return new CommandLine.ParameterException(
                spec.commandLine(),
                "There is no example '"
                        + name
                        + "'."
                        + Spelling.question(name, names)
                        + " There are: "
                        + String.join(", ", names)
                        + ".");
    }

    private void print(List<Example> examples) {
        var out = spec.commandLine().getOut();
        var width = examples.stream().mapToInt(example -> call(example).length()).max().orElse(0);
        examples.forEach(example ->
                out.println(call(example) + " ".repeat(width - call(example).length() + 2) + example.purpose()));
        out.flush();
    }

    private static String call(Example example) {
        return example.name() + " " + example.arguments();
    }
}
