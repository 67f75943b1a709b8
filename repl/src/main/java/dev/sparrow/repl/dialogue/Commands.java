/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.dialogue;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.config.LaunchSettings;
import dev.sparrow.config.Settings;
import dev.sparrow.config.Spelling;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.LocalPath;
import dev.sparrow.repl.eval.Evaluator;
import dev.sparrow.repl.prelude.Prelude;
import dev.sparrow.repl.show.SnippetNames;
import dev.sparrow.repl.show.ValueText;
import dev.sparrow.repl.sql.SqlDialogue;
import dev.sparrow.table.Table;
import dev.sparrow.value.StorageStatus;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lines that begin with a slash: JShell's own, as far as they make sense here, and those about jobs.
public final class Commands {
    private static final Pattern COMMAND = Pattern.compile("\\s*/[a-zA-Z?!].*", Pattern.DOTALL);

    /// What other shells know without a slash.
    private static final Set<String> BARE = Set.of("help", "version", "history", "exit", "quit", "?");

    private final Dialogue dialogue;
    private final Map<String, Command> byName = new LinkedHashMap<>();
    private final Set<Path> added = new LinkedHashSet<>();

    /// @param arguments for people, such as `FILE`
    private record Command(String arguments, String purpose, Consumer<String> action) {}

    Commands(Dialogue dialogue) {
        this.dialogue = dialogue;
        add("/list", "[ID]", "the snippets that were typed, or one of them", this::list);
        add("/vars", "", "the variables and what they hold", _ -> variables());
        add("/methods", "", "the methods", _ -> print(shell().methods().map(m -> m.name() + m.signature())));
        add(
                "/types",
                "",
                "the classes, records, enums and interfaces",
                _ -> print(shell().types().map(Snippet::source)));
        add("/imports", "", "the imports", _ -> print(shell().imports().map(ImportSnippet::fullname)));
        add("/drop", "NAME|ID", "forget a variable, a method or a type", this::drop);
        add("/edit", "[NAME|ID]", "change snippets in your editor (VISUAL or EDITOR), or all of them", this::edit);
        add("/open", "FILE", "evaluate a file of snippets", this::open);
        add("/save", "FILE", "write the snippets that make all this anew to a file", this::save);
        add("/reset", "", "start anew, with a new context", _ -> dialogue.restart());
        add("/reload", "", "start anew and evaluate the snippets again that did not fail", _ -> reload());
        add("/jobs", "", "the last jobs and how they went", _ -> jobs());
        add("/analyze", "VARIABLE", "what the last job over a dataset did", this::analyze);
        add("/cancel", "", "end all jobs, such as those of other threads", _ -> context().cancelAllJobs());
        add("/sql", "STATEMENT", "run SQL; variables that hold tables are tables by their names", this::sql);
        add("/storage", "", "what is kept of datasets", _ -> storage());
        add("/conf", "", "the settings and where they come from", _ -> print(settings().describe().stream()));
        add("/jar", "FILE", "let snippets use a jar or a folder of classes", this::jar);
        add("/maven", "G:A:V", "let snippets use a library and all that it needs", this::maven);
        add("/time", "on|off|SNIPPET", "tell how long snippets take, or one of them", this::time);
        add("/history", "", "all that was typed", _ -> list(""));
        add("/!", "", "evaluate the last snippet again", _ -> again());
        add("/help", "", "these commands", _ -> help());
        add("/?", "", "the same", _ -> help());
        add("/version", "", "of Sparrow and of Java", _ -> version());
        add("/quit", "", "leave", _ -> dialogue.leave());
        add("/exit", "", "leave; Ctrl-D does too", _ -> dialogue.leave());
    }

    private void add(String name, String arguments, String purpose, Consumer<String> action) {
        byName.put(name, new Command(arguments, purpose, action));
    }

    /// Comments begin with a slash, too.
    public static boolean isCommand(String text) {
        return COMMAND.matcher(text).matches();
    }

    /// The command that someone means who types a word that is none in Java either; empty if a variable has this name.
    ///
    /// @param line the only one
    Optional<String> meant(String line) {
        var word = line.strip().replaceFirst("(\\(\\))?;?$", "");
        return BARE.contains(word) && shell().variables().noneMatch(variable -> variable.name().equals(word))
                ? Optional.of("/" + word)
                : Optional.empty();
    }

    /// With the slash.
    public static List<String> names() {
        return List.copyOf(new Commands(null).byName.keySet());
    }

    /// Any unique beginning of a name will do.
    void run(String line) {
        var space = line.indexOf(' ');
        var name = space < 0 ? line : line.substring(0, space);
        var argument = space < 0 ? "" : line.substring(space + 1).strip();
        var found = byName.keySet().stream().filter(known -> known.startsWith(name)).toList();
        if (byName.containsKey(name)) {
            byName.get(name).action().accept(argument);
        } else if (found.size() == 1) {
            byName.get(found.getFirst()).action().accept(argument);
        } else {
            throw new CommandFailed(
                    found.isEmpty()
                            ? "There is no command '"
                                    + name
                                    + "'."
                                    + Spelling.question(name, byName.keySet())
                                    + " /help lists all."
                            : "'" + name + "' may be " + String.join(" or ", found) + ".");
        }
    }

    private Evaluator evaluator() {
        return dialogue.session().evaluator();
    }

    private JShell shell() {
        return evaluator().shell();
    }

    private Sparrow context() {
        return dialogue.session().context();
    }

    private void print(Stream<String> lines) {
        lines.forEach(line -> dialogue.out().println("  " + line));
    }

    static boolean isUsers(Snippet snippet) {
        return !snippet.id().startsWith("s");
    }

    private void list(String id) {
        var shown =
                shell().snippets()
                        .filter(snippet -> id.isEmpty() ? isUsers(snippet) : snippet.id().equals(id))
                        .toList();
        if (!id.isEmpty() && shown.isEmpty()) {
            throw new CommandFailed("There is no snippet " + id + ". /list shows all.");
        }
        for (var snippet : shown) {
            var lines = snippet.source().strip().split("\n", -1);
            for (var i = 0; i < lines.length; i++) {
                dialogue.out().printf("%5s %s%n", i == 0 ? snippet.id() + ":" : "", lines[i]);
            }
        }
    }

    private void variables() {
        shell().variables()
                .filter(variable -> shell().status(variable).isDefined())
                .forEach(variable -> {
                    String value;
                    try {
                        value =
                                evaluator()
                                        .callUsersCode(
                                                () -> ValueText.of(evaluator().value(variable), variable.typeName()))
                                        .orElse("(its toString does not end)");
                    } catch (ExecutionException e) {
                        value = "(" + e.getCause() + ")";
                    }
                    dialogue.out().println("  " + variable.typeName() + " " + variable.name() + " = " + value);
                });
    }

    private void drop(String what) {
        named(what).forEach(shell()::drop);
    }

    private List<Snippet> named(String what) {
        var found =
                shell().snippets()
                        .filter(snippet -> shell().status(snippet).isActive())
                        .filter(snippet ->
                                snippet.id().equals(what)
                                        || (snippet instanceof DeclarationSnippet declaration
                                                && declaration.name().equals(what)))
                        .toList();
        if (found.isEmpty()) {
            throw new CommandFailed("There is nothing called '" + what + "'. /vars, /methods and /types list what is.");
        }
        return found;
    }

    private void edit(String what) {
        var before =
                what.isEmpty()
                        ? Replay.of(evaluator())
                        : named(what).stream().map(snippet -> text(snippet.source())).collect(Collectors.joining());
        var after = dialogue.edit(before);
        if (!after.equals(before)) {
            dialogue.end(dialogue.answer(after));
        }
    }

    private void open(String file) {
        var rest = dialogue.answer(read(path(file)));
        dialogue.end(rest);
    }

    private static Path path(String file) {
        if (file.isEmpty()) {
            throw new CommandFailed("Which file? Say its name behind the command.");
        }
        try {
            return LocalPath.of(file.startsWith("~/") ? System.getProperty("user.home") + file.substring(1) : file);
        } catch (SparrowException e) {
            throw new CommandFailed(e.getMessage());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailed("The file " + file.toAbsolutePath() + " cannot be read: " + e);
        }
    }

    private void save(String file) {
        var target = path(file);
        try {
            Files.writeString(target, Replay.of(evaluator()));
        } catch (IOException e) {
            throw new CommandFailed("The file " + target.toAbsolutePath() + " cannot be written: " + e);
        }
    }

    static String text(String source) {
        return source.strip() + "\n";
    }

    private void reload() {
        var sources = Replay.of(evaluator());
        dialogue.restart();
        List.copyOf(added).forEach(this::add);
        dialogue.end(dialogue.answer(sources));
    }

    private void jobs() {
        context().awaitEvents();
        for (var job : dialogue.session().jobs().jobs()) {
            dialogue.out()
                    .printf(
                            "%5s  %-8s %8s  %2d stages  %s%n",
                            job.job(), job.state(), job.millis() + " ms", job.stages(), job.label());
        }
    }

    private void analyze(String name) {
        var found = shell().variables().filter(variable -> variable.name().equals(name)).findFirst();
        var value = found.map(variable -> evaluator().value(variable));
        if (value.isEmpty() || !(value.get() instanceof Rdd<?> dataset)) {
            throw new CommandFailed(
                    "Which dataset? '" + name + "' is no variable that holds one. /vars lists them all.");
        }
        dialogue.out().print(SnippetNames.plain(dataset.explainAnalyze()));
    }

    private void sql(String statement) {
        var sql = dialogue.session().sql();
        shell().variables()
                .forEach(variable -> {
                    if (evaluator().value(variable) instanceof Table table && table.context() == context()) {
                        sql.register(variable.name(), table);
                    }
                });
        var answering = new SqlDialogue(sql, dialogue.out(), dialogue.out(), Prelude::width);
        answering.answer(statement.isBlank() ? ".help" : statement);
        if (answering.failures() > 0) {
            throw new CommandFailed("The statement was not run to its end.");
        }
    }

    private void storage() {
        var kept = context().storageStatus();
        print(kept.isEmpty() ? Stream.of("Nothing is persisted.") : kept.stream().map(StorageStatus::toString));
    }

    private static Settings settings() {
        var launch = LaunchSettings.ofThisProcess();
        return Settings.resolve(Map.of(), launch.commandLine(), launch.file());
    }

    private void jar(String file) {
        var jar = path(file);
        if (!Files.exists(jar)) {
            throw new CommandFailed("There is no file " + jar.toAbsolutePath() + ".");
        }
        add(jar.toAbsolutePath());
    }

    private void add(Path jar) {
        evaluator().addToClassPath(jar.toString());
        added.add(jar);
    }

    private void maven(String coordinates) {
        var jars = MavenJars.find("mvn", coordinates);
        jars.forEach(this::add);
        print(jars.stream().map(jar -> jar.getFileName().toString()));
    }

    private void time(String argument) {
        switch (argument) {
            case "", "on" -> dialogue.time(true);
            case "off" -> dialogue.time(false);
            default -> {
                dialogue.time(true);
                dialogue.end(dialogue.answer(argument));
                dialogue.time(false);
            }
        }
    }

    private void again() {
        var typed = shell().snippets().filter(Commands::isUsers).toList();
        if (typed.isEmpty()) {
            throw new CommandFailed("Nothing was typed yet.");
        }
        dialogue.evaluate(typed.getLast().source());
    }

    private void version() {
        var version = context().version();
        print(Stream.of("Sparrow " + (version.isEmpty() ? "(not packaged)" : version) + ", Java " + Runtime.version()));
    }

    private void help() {
        byName.forEach((name, command) ->
                dialogue.out().printf("  %-24s %s%n", name + " " + command.arguments(), command.purpose()));
    }
}
