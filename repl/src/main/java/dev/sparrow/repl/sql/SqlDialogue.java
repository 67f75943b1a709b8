/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.sql;

import dev.sparrow.error.SparrowException;
import dev.sparrow.sql.Sql;
import dev.sparrow.table.Table;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// Takes statements and commands that begin with a dot, and prints the answers.
public final class SqlDialogue {
    private static final List<String> COMMANDS =
            List.of(".help", ".mode", ".quit", ".rows", ".schema", ".tables", ".timer");

    private static final String HELP =
            """
            Statements end with a semicolon, and may have several lines. Files are tables: from 'trips/*.parquet';
            .tables            the tables and views
            .schema [NAME]     the columns of all, or of one
            .mode MODE         how results are printed: table, csv, json or markdown
            .rows N            how many rows of a result a table has
            .timer on|off      tell how long statements take
            .help              this
            .quit              leave; Ctrl-D does too
            Ctrl-C ends the statement that runs, or clears the line. Tab completes.
            """;

    private final Sql sql;
    private final PrintWriter out;
    private final PrintWriter err;
    private final IntSupplier width;
    private final Map<String, Consumer<String>> commands = byName();
    private ResultText mode;
    private int rows;
    private boolean timed;
    private boolean left;
    private int failures;

    /// @param width of the terminal
    public SqlDialogue(Sql sql, PrintWriter out, PrintWriter err, IntSupplier width) {
        this.sql = sql;
        this.out = out;
        this.err = err;
        this.width = width;
        this.mode = ResultText.TABLE;
        this.rows = 40;
    }

    /// How results are printed from now on.
    public SqlDialogue print(ResultText chosen, int rowsMax) {
        mode = chosen;
        rows = rowsMax;
        return this;
    }

    public Sql sql() {
        return sql;
    }

    /// Whether `.quit` was typed.
    public boolean left() {
        return left;
    }

    /// How many statements and commands have failed.
    public int failures() {
        return failures;
    }

    /// The commands that begin with a dot.
    public static List<String> commands() {
        return COMMANDS;
    }

    /// Whether a text can be answered as it is, or goes on in the next line.
    public static boolean isComplete(String text) {
        return text.isBlank() || isCommand(text) || QueryTexts.isComplete(text);
    }

    static boolean isCommand(String text) {
        return text.stripLeading().startsWith(".");
    }

    /// Answers a command, or all statements of a text.
    public void answer(String text) {
        if (isCommand(text)) {
            attempt(() -> command(text.strip()));
        } else {
            QueryTexts.split(text).forEach(statement -> attempt(() -> run(statement)));
        }
        out.flush();
        err.flush();
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (SparrowException e) {
            failures++;
            err.println(e.getMessage());
        }
    }

    private void run(String statement) {
        var start = System.nanoTime();
        show(sql.sql(statement));
        if (timed) {
            out.printf(Locale.ROOT, "Took %.3f s.%n", (System.nanoTime() - start) / 1e9);
        }
    }

    /// Nothing of a statement that is about no rows, and a text of several lines as it is.
    private void show(Table table) {
        var names = table.schema().names();
        if (names.equals(List.of("Success"))) {
            return;
        }
        if (names.equals(List.of("explain_key", "explain_value"))) {
            table.collect().forEach(row -> out.println(row.get(1)));
        } else {
            mode.print(table, rows, Math.max(20, width.getAsInt()), out);
        }
    }

    private void command(String line) {
        var words = line.replaceFirst(";$", "").split("\\s+", 2);
        var argument = words.length > 1 ? words[1].strip() : "";
        var command = commands.get(words[0].toLowerCase(Locale.ROOT));
        if (command == null) {
            throw SparrowException.invalidArgument("There is no command '" + words[0] + "'. .help lists all.");
        }
        command.accept(argument);
    }

    private Map<String, Consumer<String>> byName() {
        return Map.of(
                ".quit",
                _ -> left = true,
                ".exit",
                _ -> left = true,
                ".help",
                _ -> out.print(HELP),
                ".tables",
                _ -> sql.tables().keySet().stream().sorted(String.CASE_INSENSITIVE_ORDER).forEach(out::println),
                ".schema",
                this::schema,
                ".timer",
                argument -> timed = isOn(argument),
                ".mode",
                argument -> mode = mode(argument),
                ".rows",
                argument -> rows = number(argument));
    }

    private static boolean isOn(String argument) {
        return switch (argument) {
            case "on" -> true;
            case "off" -> false;
            default -> throw SparrowException.invalidArgument("Write .timer on, or .timer off.");
        };
    }

    private static ResultText mode(String argument) {
        for (var each : ResultText.values()) {
            if (each.name().equalsIgnoreCase(argument)) {
                return each;
            }
        }
        throw SparrowException.invalidArgument("There is no mode '" + argument + "': table, csv, json, markdown.");
    }

    private static int number(String argument) {
        if (!argument.matches("[0-9]{1,7}")) {
            throw SparrowException.invalidArgument("Write .rows with a number, such as .rows 100.");
        }
        return Integer.parseInt(argument);
    }

    private void schema(String name) {
        sql.tables()
                .forEach((table, schema) -> {
                    if (name.isEmpty() || table.equalsIgnoreCase(name)) {
                        out.println(table);
                        schema.fields().forEach(field -> out.println("  " + field));
                    }
                });
        if (!name.isEmpty() && sql.tables().keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            throw SparrowException.invalidArgument("There is no table '" + name + "'. .tables lists all.");
        }
    }
}
