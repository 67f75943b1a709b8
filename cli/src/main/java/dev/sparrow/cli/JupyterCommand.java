/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.SparrowConf;
import dev.sparrow.cli.launch.LaunchOptions;
import dev.sparrow.jupyter.Connection;
import dev.sparrow.jupyter.Kernel;
import dev.sparrow.jupyter.KernelFile;

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

/// Lets Jupyter run cells by Sparrow.
@Command(name = "jupyter", header = "Let Jupyter run cells by Sparrow.", mixinStandardHelpOptions = true)
final class JupyterCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: install, or start as Jupyter does.");
    }

    @Command(
            name = "install",
            header = "Tell Jupyter of this Sparrow, which is then a kernel to choose.",
            mixinStandardHelpOptions = true)
    int install(
            @Option(
                            names = "--data-dir",
                            paramLabel = "FOLDER",
                            description = "Where Jupyter keeps its data; see jupyter --data-dir. Default: the user's.")
                    Path folder)
            throws IOException {
        var home = System.getProperty("sparrow.launcher.home");
        if (home == null) {
            throw new ParameterException(
                    spec.commandLine(), "Only a Sparrow that bin/sparrow starts can be installed.");
        }
        var data =
                folder != null
                        ? folder
                        : KernelFile.dataFolder(System.getenv(), Path.of(System.getProperty("user.home")));
        var written = KernelFile.write(data, Path.of(home, "bin", "sparrow"));
        spec.commandLine().getOut().println("Written: " + written);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "start", header = "Answer a notebook. Jupyter starts it.", mixinStandardHelpOptions = true)
    int start(@Parameters(index = "0", paramLabel = "CONNECTION") Path file) throws IOException {
        var command = spec.commandLine().getSubcommands().get("start");
        LaunchOptions.of(spec).apply(spec.commandLine());
        Existing.require(file, command);
        try {
            var connection = Connection.parse(Files.readString(file));
            Kernel.run(connection, new SparrowConf(), Main.class.getPackage().getImplementationVersion());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, file + " is of no use: " + e.getMessage() + ".");
        }
        return CommandLine.ExitCode.OK;
    }
}
