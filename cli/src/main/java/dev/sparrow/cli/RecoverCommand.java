/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.transaction.Recovery;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Ends transactions that dead processes have left.
@Command(
        name = "recover",
        header = "End transactions over several outputs whose processes have died.",
        description = {
            "",
            "What was decided becomes visible in all outputs, and what was not is dropped. FOLDER is the one that holds the"
                    + " outputs, or the log of the transactions. Transactions of processes that live are left alone."
        },
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--property",
            paramLabel = "KEY=VALUE",
            description = "Of connections to databases, besides what the log says, such as user=me.")
    private Map<String, String> properties = Map.of();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file with the password of the databases, which no log has.")
    private Path passwordFile;

    @Option(
            names = "--jars",
            split = ",",
            paramLabel = "JAR",
            description = "Jars with the drivers of databases, with commas between.")
    private List<Path> jars = List.of();

    @Parameters(paramLabel = "FOLDER")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "There is no folder " + folder + ".");
        }
        var all = new HashMap<>(properties);
        if (passwordFile != null) {
            all.put("password", Files.readString(passwordFile).strip());
        }
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var drivers = new URLClassLoader(urls(), before)) {
            thread.setContextClassLoader(drivers);
            tell(Recovery.recover(folder, _ -> all));
        } finally {
            thread.setContextClassLoader(before);
        }
        return CommandLine.ExitCode.OK;
    }

    private URL[] urls() throws MalformedURLException {
        var urls = new ArrayList<URL>();
        for (var jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private void tell(List<Recovery.Ended> ended) {
        var out = spec.commandLine().getOut();
        for (var transaction : ended) {
            out.printf(
                    "Transaction %s %s:%n", transaction.name(), transaction.committed() ? "is visible" : "was dropped");
            transaction.outputs().forEach(output -> out.println("  " + output));
        }
        if (ended.isEmpty()) {
            out.println("There is nothing to recover in " + folder + ".");
        }
        out.flush();
    }
}
