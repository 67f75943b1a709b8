/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.repl.notebook.Notebook;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class TerminalShellTest {
    /// A snippet releases it when it runs.
    public static final Semaphore STARTED = new Semaphore(0);

    private static final String START = "dev.sparrow.repl.terminal.TerminalShellTest.STARTED.release(); ";

    /// A snippet runs it.
    public static volatile Runnable pressed = () -> {};

    private Person person;

    @BeforeAll
    void sitDown(@TempDir Path folder) throws IOException {
        person = new Person(100, folder.resolve("history"));
        person.enter("\"awake\"");
        person.waitFor("==> \"awake\"");
    }

    @AfterAll
    void leave() throws Exception {
        person.leave();
    }

    /// Ctrl-U, for the line may hold something, and Ctrl-L.
    @BeforeEach
    void clearScreen() throws IOException {
        person.type("\u0015\f");
        person.waitUntil(() -> person.screen().equals("sparrow>"), "an empty screen");
    }

    private void assertScreen(String expected) {
        assertThat(person.screen()).isEqualTo(expected.stripTrailing());
    }

    private void answered(String line) throws IOException {
        person.type(line);
        person.waitFor(line);
        person.type("\r");
        person.waitForPrompt();
    }

    @Test
    void methodOverSeveralLines() throws IOException {
        person.enter("int twice(int n) {");
        person.waitFor("...>");
        person.enter("return 2 * n;");
        answered("}");
        answered("var doubled = sc.range(0, 4).map(n -> twice(n.intValue())).collect();");
        assertScreen(
                """
                sparrow> int twice(int n) {
                     ...> return 2 * n;
                     ...> }
                created method twice(int)
                sparrow> var doubled = sc.range(0, 4).map(n -> twice(n.intValue())).collect();
                doubled ==> [0, 2, 4, 6]
                sparrow>\
                """);
    }

    @Test
    void pasteOfSixtyLines_isSplitIntoSnippets() throws IOException {
        var block = new StringBuilder("int sum = 0;\n");
        for (var i = 0; i < 19; i++) {
            block.append("for (int i = 0; i < 2; i++) {\n    sum += i;\n}\n");
        }
        block.append("int pasted = sum;\n\n");
        person.paste(block.toString());
        person.type("\r");
        person.waitFor("pasted ==> 19");
        person.waitForPrompt();
    }

    @Test
    void completion_listsAndThenDocuments() throws IOException {
        person.type("sc.rang\t");
        person.waitFor("sc.range");
        person.type("\t");
        person.waitFor("Sparrow.range(");
        person.type("\u0003");
        person.waitForPrompt();
    }

    @Test
    void documentation_isThatOfTheSource() throws IOException {
        answered("var documented = sc.range(0, 1);");
        person.type("documented.filter(\t");
        person.waitFor("The elements for which");
        assertThat(person.screen()).contains("Rdd<T>.filter(", "    The elements for which `predicate` returns true.");
        person.type("\u0003");
        person.waitForPrompt();
        person.type("documented.getStorageL\t\t");
        person.waitFor("[StorageLevel#NONE] if it is not.");
        person.type("\u0003");
        person.waitForPrompt();
    }

    @Test
    void secondTab_behindTheBeginningOfSeveralNames_showsTheSignaturesOfAll() throws IOException {
        answered("var several = sc.range(0, 1);");
        person.type("several.countB\t");
        person.waitFor("countByValueApprox(");
        person.type("\t");
        person.waitFor(".countByValue()");
        person.waitFor(".countByValueApprox(long timeoutMillis)");
        person.type("\u0003");
        person.waitForPrompt();
    }

    @Test
    void completion_offersVariablesAndMethods() throws IOException {
        answered("int elephants = 3;");
        person.type("eleph\t");
        person.waitFor("sparrow> elephants");
        person.type("\u0003");
        person.waitForPrompt();
    }

    @Test
    void historySearch_findsAnEarlierLine() throws IOException {
        answered("\"needle\" + 1");
        answered("2 + 2");
        person.type("\u0012needl");
        person.waitFor("\"needle\" + 1");
        person.type("\r");
        person.waitForPrompt();
    }

    @Test
    void ctrlC_endsTheRunningJob() throws IOException {
        person.enter("sc.range(0, 4).map(n -> { Thread.sleep(60_000); return n; }).count()");
        person.waitFor("[Stage");
        person.type("\u0003");
        person.waitForPrompt();
        assertThat(person.screen()).contains("was cancelled", "CANCEL").doesNotContain("Stage");
        answered("1 + 1");
        assertThat(person.screen()).contains("==> 2");
    }

    @Test
    void ctrlC_leavesASnippetBehindThatDoesNotEnd() throws IOException {
        person.enter("{ " + START + "while (true) { } }");
        person.waitUntil(STARTED::tryAcquire, "the snippet to run");
        person.type("\u0003");
        person.waitFor("goes on in the background");
        person.waitForPrompt();
        answered("1 + 1");
        assertThat(person.screen()).contains("==> 2");
    }

    /// The first snippet stands for a Ctrl-C that comes before the second one runs.
    @Test
    void ctrlC_beforeASnippetRuns_keepsItFromRunning() throws IOException {
        pressed =
                () -> {
                    try {
                        person.type("\u0003");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
        person.paste("dev.sparrow.repl.terminal.TerminalShellTest.pressed.run();\n{ " + START + "while (true) { } }");
        person.type("\r");
        person.waitFor("Stopped before this was evaluated:\n  { dev.sparrow");
        person.waitForPrompt();
        assertThat(STARTED.tryAcquire()).isFalse();
        answered("1 + 1");
        assertThat(person.screen()).contains("==> 2");
    }

    @Test
    void ctrlC_whileTheShellStarts_isForWhatWasEntered(@TempDir Path folder) throws Exception {
        var mayStart = new CountDownLatch(1);
        var hasty = Person.early(folder.resolve("history"), mayStart);
        hasty.waitForPrompt();
        hasty.type("{ " + START + "}\r");
        hasty.waitUntil(hasty::waitsForTheShell, "Enter to be taken");
        hasty.type("\u0003");
        mayStart.countDown();
        hasty.waitFor("Stopped before this was evaluated:");
        hasty.waitForPrompt();
        assertThat(STARTED.tryAcquire()).isFalse();
        hasty.leave();
    }

    @Test
    void ctrlC_clearsTheLine() throws IOException {
        person.type("this is nothing");
        person.waitFor("nothing");
        person.type("\u0003");
        person.waitForPrompt();
    }

    @Test
    void ctrlC_withAListOfCompletions_clearsListAndLine() throws IOException {
        answered("var listed = sc.range(0, 1);");
        person.type("\f");
        person.waitForPrompt();
        person.type("listed.countB\t");
        person.waitFor("countByValueApprox(");
        person.type("\u0003");
        person.waitForPrompt();
        answered("1 + 1");
        assertThat(person.screen()).contains("==> 2").doesNotContain("countByValueApprox(");
        person.type("listed.\t");
        person.waitFor("possibilities");
        person.type("\u0003");
        person.waitForPrompt();
        answered("2 + 2");
        assertThat(person.screen()).contains("==> 4");
    }

    @Test
    void aheadTypedWords_standAtTheNextPrompt() throws IOException {
        person.enter("{ " + START + "Thread.sleep(500); }");
        person.waitUntil(STARTED::tryAcquire, "the snippet to run");
        person.type("40 + 2");
        person.waitFor("sparrow> 40 + 2");
        person.type("\r");
        person.waitFor("==> 42");
        person.waitForPrompt();
    }

    @Test
    void narrowerTerminal_keepsWorking() throws IOException {
        person.resize(60);
        answered("\"after the resize\"");
        person.resize(100);
        person.type("\f");
        person.waitForPrompt();
    }

    @Test
    void notebook_isSteppedThrough(@TempDir Path folder) throws Exception {
        var notebook = Notebook.parse("// # Title\n\nint a = 20;\n\n// Twice:\n\n2 * a\n\na + 1\n");
        var start = new TerminalShell.Start("Sparrow (test)", List.of(), List.of(notebook), () -> {});
        var reader = new Person(100, folder.resolve("history"), start);
        reader.waitFor("int a = 20;");
        reader.type("\r");
        reader.waitFor("sparrow> 2 * a");
        reader.type("\u0003");
        reader.waitForPrompt();
        reader.enter("a = 21");
        reader.waitFor("a ==> 21");
        reader.waitFor("sparrow> 2 * a");
        reader.type("\r");
        reader.waitFor("sparrow> a + 1");
        reader.type("\r");
        reader.waitForPrompt();
        assertThat(reader.screen())
                .isEqualTo(
                        """
                        Sparrow (test)

                          # Title

                        sparrow> int a = 20;
                        a ==> 20

                          Twice:

                        sparrow> 2 * a^C
                        sparrow> a = 21
                        a ==> 21
                        sparrow> 2 * a
                        $1 ==> 42
                        sparrow> a + 1
                        $2 ==> 22
                        sparrow>\
                        """);
        reader.leave();
        assertThat(reader.exitCode()).isZero();
    }

    @Test
    void progress_isThereAfterReset(@TempDir Path folder) throws Exception {
        var typist = new Person(100, folder.resolve("history"));
        typist.enter("/reset");
        typist.waitForPrompt();
        typist.enter("sc.range(0, 4).map(n -> { Thread.sleep(60_000); return n; }).count()");
        typist.waitFor("[Stage");
        typist.type("\u0003");
        typist.waitForPrompt();
        typist.leave();
    }

    /// What a thread of the shell may meet while tasks fill the heap.
    @Test
    void shell_survivesThatItsOwnThreadFindsNoMemory() throws IOException {
        var standard = System.out;
        try {
            person.enter(
                    "System.setOut(new PrintStream(OutputStream.nullOutputStream()) {"
                            + " public void flush() { throw new OutOfMemoryError(\"a test\"); } });");
            person.waitFor("Error: the shell could not answer: java.lang.OutOfMemoryError: a test.");
            person.waitForPrompt();
        } finally {
            System.setOut(standard);
        }
        answered("1 + 1");
        assertThat(person.screen()).contains("==> 2");
    }

    @Test
    void dumbTerminal_isEnough(@TempDir Path folder) throws Exception {
        var typist = Person.atADumbTerminal(folder.resolve("history"));
        typist.waitForPrompt();
        typist.enter("int twice(int v) {");
        typist.waitFor("...>");
        typist.enter("return 2 * v; }");
        typist.waitForPrompt();
        typist.enter("twice(21)");
        typist.waitFor("==> 42");
        typist.waitForPrompt();
        assertThat(typist.screen())
                .isEqualTo(
                        """
                        Sparrow (test)
                        sparrow> int twice(int v) {
                             ...> return 2 * v; }
                        created method twice(int)
                        sparrow> twice(21)
                        $1 ==> 42
                        sparrow>\
                        """);
        typist.enter("/exit");
        assertThat(typist.exitCode()).isZero();
    }

    @Test
    void openOfABrokenFile_saysWhere(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("broken.jsh"), "int fine = 1;\nint broken( {\n");
        answered("/open " + file);
        assertThat(person.screen())
                .contains("fine ==> 1", "Error: the text ends in the middle of a snippet:\n  int broken( {");
        answered("/open " + folder.resolve("absent.jsh"));
        assertThat(person.screen()).contains("cannot be read");
    }
}
