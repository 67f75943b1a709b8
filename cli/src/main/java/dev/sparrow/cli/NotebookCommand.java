/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.repl.notebook.JupyterFile;
import dev.sparrow.repl.notebook.Notebook;
import dev.sparrow.repl.notebook.NotebookPage;
import dev.sparrow.repl.notebook.NotebookRun;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs notebooks and makes pages of them.
@Command(
        name = "notebook",
        header = "Check notebooks, make a page of one, or convert it to and from Jupyter's form.",
        description = {"", "A notebook is a file of snippets with Markdown in its comments; see docs/shell.md."},
        mixinStandardHelpOptions = true)
final class NotebookCommand implements Runnable {
    /// How data are cut decides some of what is printed, so it must not depend on the machine.
    private static final String MASTER = "local[2]";

    private static final String NOTEBOOK = ".jsh";
    private static final String JUPYTER = ".ipynb";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the notebook: check, render or convert.");
    }

    @Command(
            name = "check",
            header = "Evaluate notebooks and compare what they print with what they say.",
            mixinStandardHelpOptions = true)
    int check(
            @Option(names = "--write", description = "Write what they print into them.") boolean write,
            @Parameters(arity = "1..*", paramLabel = "FILE") List<Path> files)
            throws IOException {
        files.forEach(file -> Existing.require(file, spec.commandLine().getSubcommands().get("check")));
        var differing = 0;
        for (var file : files) {
            var notebook = Notebook.parse(Files.readString(file));
            var now = NotebookRun.of(notebook, MASTER).notebook();
            if (write) {
                Files.writeString(file, now.text());
            } else if (!now.equals(notebook)) {
                differing++;
                report(file, notebook, now);
            }
        }
        return differing == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void report(Path file, Notebook notebook, Notebook now) {
        var err = spec.commandLine().getErr();
        for (var i = 0; i < now.cells().size(); i++) {
            var is = now.cells().get(i);
            if (is instanceof Notebook.Code code && !is.equals(notebook.cells().get(i))) {
                err.println(file + ": this code printed something else than the file says:");
                err.print(code.source().indent(2));
                err.println("It printed:");
                err.print(code.output().indent(2));
            }
        }
        err.println("Correct the code, or let `sparrow notebook check --write` correct the file.");
        err.flush();
    }

    @Command(
            name = "render",
            header = "Evaluate a notebook and make a page of HTML of it.",
            mixinStandardHelpOptions = true)
    int render(
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "PAGE",
                            description = "Default: FILE with .html.")
                    Path page,
            @Parameters(index = "0", paramLabel = "FILE") Path file)
            throws IOException {
        Existing.require(file, spec.commandLine().getSubcommands().get("render"));
        var name = file.getFileName().toString().replaceFirst("\\.jsh$", "");
        var target = page != null ? page : file.resolveSibling(name + ".html");
        var run = NotebookRun.of(Notebook.parse(Files.readString(file)), MASTER);
        Files.writeString(target, NotebookPage.of(run, name));
        spec.commandLine().getOut().println("Written: " + target);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "convert",
            header = "Make a file of Jupyter (.ipynb) of a notebook (.jsh), or a notebook of such a file.",
            description = {"", "Nothing is evaluated: what the code printed is taken along.", ""},
            mixinStandardHelpOptions = true)
    int convert(
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "TARGET",
                            description = "Default: FILE with the other ending.")
                    Path target,
            @Parameters(index = "0", paramLabel = "FILE") Path file)
            throws IOException {
        var command = spec.commandLine().getSubcommands().get("convert");
        Existing.require(file, command);
        var text = Files.readString(file);
        var name = file.getFileName().toString();
        var isOfJupyter = name.endsWith(JUPYTER);
        var other = target != null ? target : file.resolveSibling(otherName(name, isOfJupyter));
        if (target == null && Files.exists(other)) {
            throw new ParameterException(command, other + " exists already: say --output " + other + " to replace it.");
        }
        try {
            Files.writeString(
                    other, isOfJupyter ? JupyterFile.read(text).text() : JupyterFile.of(Notebook.parse(text)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, file + " cannot be converted: " + e.getMessage() + ".");
        }
        spec.commandLine().getOut().println("Written: " + other);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private static String otherName(String name, boolean isOfJupyter) {
        return isOfJupyter
                ? name.substring(0, name.length() - JUPYTER.length()) + NOTEBOOK
                : name.replaceFirst("\\.jsh$", "") + JUPYTER;
    }
}
