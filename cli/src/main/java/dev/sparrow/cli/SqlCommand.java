/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.Sparrow;
import dev.sparrow.cli.launch.LaunchOptions;
import dev.sparrow.repl.sql.QueryTexts;
import dev.sparrow.repl.sql.ResultText;
import dev.sparrow.repl.sql.SqlDialogue;
import dev.sparrow.repl.terminal.SqlPrompt;
import dev.sparrow.sql.Sql;
import dev.sparrow.table.Table;
import dev.sparrow.table.TableFiles;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Runs queries.
@Command(
        name = "sql",
        header = "Run SQL queries over files.",
        description = {
            "",
            "A query reads files by their names, select count(*) from 'trips.parquet', or by names that --table gives them."
                    + " Without -c, -f and FILE there is a prompt, or statements are read from standard input, each up to its"
                    + " semicolon."
        },
        mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "-c", paramLabel = "QUERY", description = "A query; may be given more than once.")
    private List<String> queries = List.of();

    @Option(names = "-f", paramLabel = "FILE", description = "A file of queries with semicolons between.")
    private Path file;

    @Option(
            names = "--table",
            paramLabel = "NAME=PATH",
            description = "The table that NAME means in queries, such as trips=trips.parquet.")
    private Map<String, String> tables = new LinkedHashMap<>();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "How results are printed: table, csv, json (an object a line) or markdown. Else table.")
    private ResultText mode = ResultText.TABLE;

    @Option(names = "--rows", paramLabel = "N", description = "How many rows of a table are printed. Else 40.")
    private int rows = 40;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "As -f.")
    private Path script;

    @Override
    public Integer call() throws IOException {
        LaunchOptions.of(spec).apply(spec.commandLine());
        try (var sc = new Sparrow()) {
            var sql = Sql.on(sc);
            tables.forEach((name, path) -> sql.register(name, TableFiles.open(sc, path)));
            var isTyped = queries.isEmpty() && file == null && script == null;
            if (isTyped && SqlPrompt.hasTerminal()) {
                SqlPrompt.run(sql, mode, rows);
                return CommandLine.ExitCode.OK;
            }
            if (isTyped) {
                return piped(sql);
            }
            for (var query : given()) {
                print(sql.sql(query));
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private List<String> given() throws IOException {
        var all = new ArrayList<>(queries);
        for (var source : new Path[] {file, script}) {
            if (source != null) {
                all.addAll(QueryTexts.split(Files.readString(source)));
            }
        }
        return all;
    }

    /// Statements as they come: one that fails says so, and the next is read.
    private int piped(Sql sql) throws IOException {
        var commandLine = spec.commandLine();
        var dialogue =
                new SqlDialogue(sql, commandLine.getOut(), commandLine.getErr(), SqlCommand::width).print(mode, rows);
        var reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var text = new StringBuilder();
        for (var line = reader.readLine(); line != null && !dialogue.left(); line = reader.readLine()) {
            text.append(line).append('\n');
            if (SqlDialogue.isComplete(text.toString())) {
                dialogue.answer(text.toString());
                text.setLength(0);
            }
        }
        dialogue.answer(text.toString());
        return dialogue.failures() > 0 ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    /// A pipe has no width.
    private static int width() {
        return Integer.MAX_VALUE;
    }

    private void print(Table table) {
        var out = spec.commandLine().getOut();
        mode.print(table, rows, width(), out);
        out.flush();
    }
}
