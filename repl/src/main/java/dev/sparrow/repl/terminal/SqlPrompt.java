/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import dev.sparrow.repl.sql.ResultText;
import dev.sparrow.repl.sql.SqlDialogue;
import dev.sparrow.repl.sql.SqlWords;
import dev.sparrow.sql.Sql;

import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Reads SQL from a terminal and answers, until the person leaves. Statements may have several lines and end with a
/// semicolon.
public final class SqlPrompt {
    private static final String PROMPT = "sql> ";
    private static final String CONTINUED = "...> ";

    private final Terminal terminal;
    private final SqlDialogue dialogue;
    private final LineReader reader;
    private final PlainLines plain;

    private SqlPrompt(Terminal terminal, SqlDialogue dialogue, Path history) {
        this.terminal = terminal;
        this.dialogue = dialogue;
        this.plain = new PlainLines(terminal, SqlDialogue::isComplete);
        var words = new SqlWords(dialogue.sql());
        this.reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("Sparrow SQL")
                        .parser(new Statements())
                        .completer((_, line, candidates) ->
                                words.after(line.line().substring(0, line.cursor())).stream()
                                        .map(word -> new Candidate(word, word, null, null, null, null, false))
                                        .forEach(candidates::add))
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED)
                        .variable(LineReader.HISTORY_FILE, history)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.CASE_INSENSITIVE, true)
                        .build();
    }

    /// Whether there is a terminal to read from.
    @SuppressWarnings("SystemConsoleNull") // it is null where the launcher chooses the console of java.base
    public static boolean hasTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /// Returns how many statements have failed.
    public static int run(Sql sql, ResultText mode, int rows) throws IOException {
        try (var terminal = SystemTerminal.open()) {
            return run(terminal, sql, mode, rows, TerminalShell.historyFile("sql-history"));
        }
    }

    /// On any terminal.
    static int run(Terminal terminal, Sql sql, ResultText mode, int rows, Path history) {
        terminal.handle(Terminal.Signal.INT, _ -> sql.context().cancelAllJobs());
        sql.context().addListener(new StatusProgress(terminal));
        var dialogue =
                new SqlDialogue(
                                sql,
                                terminal.writer(),
                                terminal.writer(),
                                () -> terminal.getWidth() > 0 ? terminal.getWidth() : Integer.MAX_VALUE)
                        .print(mode, rows);
        var prompt = new SqlPrompt(terminal, dialogue, history);
        terminal.writer()
                .println("Sparrow " + sql.context().version() + ", " + sql.context().master() + ". .help tells more.");
        terminal.flush();
        prompt.loop();
        return dialogue.failures();
    }

    private void loop() {
        while (!dialogue.left()) {
            try {
                var text = PlainLines.suit(terminal) ? plain.read(PROMPT, CONTINUED, "") : reader.readLine(PROMPT);
                Uninterrupted.call(() -> {
                    dialogue.answer(text);
                    return text;
                });
                terminal.flush();
            } catch (UserInterruptException cleared) {
                // Ctrl-C at the prompt clears the line.
                terminal.flush();
            } catch (EndOfFileException left) {
                return;
            }
        }
    }

    /// Tells the line editor whether a statement goes on, and which word a completion would replace.
    private static final class Statements implements Parser {
        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE && !SqlDialogue.isComplete(line)) {
                throw new EOFError(-1, cursor, "The statement goes on");
            }
            var start = SqlWords.start(line.substring(0, cursor));
            return new Word(line, cursor, line.substring(start, cursor));
        }
    }

    private record Word(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
