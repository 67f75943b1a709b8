/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.repl.eval.Outcome;
import dev.sparrow.repl.session.Session;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialogueTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Dialogue dialogue;

    @BeforeAll
    void start() {
        dialogue =
                new Dialogue(
                        () -> Session.start(new SparrowConf().setMaster("local[2]"), List.of()),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Dialogue.Manner.RESULTS_ONLY);
    }

    @AfterAll
    void close() {
        dialogue.close();
    }

    private String answer(String text) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        dialogue.end(dialogue.answer(text + "\n"));
        return out.toString() + err;
    }

    @Test
    void pipe_getsResultsOnly() {
        assertThat(answer("int p1 = 3;\nint p2(int v) { return v * p1; }\np2(4)\n\"text\""))
                .isEqualTo("12\n\"text\"\n");
    }

    @Test
    void linesNeedNoSemicolons_andDotsGoOn() {
        assertThat(answer("1 + 1\nsc.range(0, 10)\n    .map(v -> v * 2)\n    .count()\n// done\n\"x\""))
                .isEqualTo("2\n10\n\"x\"\n");
        assertThat(answer("sc.range(0, 10)\n.count()")).isEqualTo("10\n");
        assertThat(answer("int l1 = 1; int l2 = 2;\nl1\nl2\nno good)\nl1 + l2"))
                .startsWith("1\n2\n3\n")
                .contains("  no good)\n");
    }

    @Test
    void sql_readsVariablesThatHoldTables() {
        answer("import dev.sparrow.table.*; record Leg(String city, int km) {}");
        answer("var legs = Tables.of(sc, List.of(new Leg(\"Oslo\", 12), new Leg(\"Rome\", 7)), Leg.class);");
        assertThat(answer("/sql select sum(km) as all from legs"))
                .isEqualTo(
                        """
                        ┌────────┐
                        │    all │
                        │ bigint │
                        ├────────┤
                        │     19 │
                        └────────┘
                        1 row
                        """);
        answer("/sql create table far as from legs where km > 10");
        assertThat(answer("/sql select city from far")).contains("│ Oslo │");
        assertThat(answer("/sql from lags")).contains("There is no table 'lags'.", "Did you mean legs?");
    }

    @Test
    void failures_areCounted() {
        var before = dialogue.failures();
        answer("1 + 1\n/vars");
        assertThat(dialogue.failures()).isEqualTo(before);
        assertThat(answer("int wrong = \"text\";"))
                .isEqualTo(
                        """
                        Error: incompatible types: java.lang.String cannot be converted to int
                          int wrong = "text";
                                      ^----^
                        """);
        answer("Objects.requireNonNull(null)");
        answer("/nonsense");
        answer("int unfinished(");
        assertThat(dialogue.failures()).isEqualTo(before + 4);
    }

    @Test
    void placeOfAVariablesValue_isToldOnce() {
        assertThat(answer("var absent = sc.textFile(\"/absent\");")).containsOnlyOnce("    at #");
        answer("int deep(int n) { return n == 0 ? 1 / n : deep(n - 1); }");
        assertThat(answer("var zero = deep(2);")).containsPattern("(    at deep, #\\d+:1\n){3}    at #\\d+:1\n$");
    }

    @Test
    void exceptionOfATask_showsTheUsersLines() {
        assertThat(
                        answer(
                                """
                                int t1(int v) {
                                    return 10 / v;
                                }
                                sc.parallelize(List.of(1, 0)).map(v -> t1(v)).collect()
                                """))
                .contains("ArithmeticException: / by zero", "at t1, #", ":2")
                .doesNotContain("at dev.sparrow", "at java.");
    }

    @Test
    void stackOverflow_endsTheSnippetOnly() {
        assertThat(answer("int s1(int v) { return s1(v + 1) + 1; }\ns1(0)")).contains("java.lang.StackOverflowError");
        assertThat(answer("sc.parallelize(List.of(1)).map(v -> s1(v)).first()")).contains("StackOverflowError");
        assertThat(answer("1 + 1")).isEqualTo("2\n");
    }

    @Test
    void fullHeap_endsTheSnippetOnly() {
        assertThat(answer("long[][] h1 = new long[100_000][]; int h2 = 0;")).isEmpty();
        assertThat(answer("while (true) h1[h2++] = new long[Integer.MAX_VALUE - 8];"))
                .contains("java.lang.OutOfMemoryError");
        answer("h1 = null;");
        assertThat(answer("sc.parallelize(List.of(1)).map(v -> new long[Integer.MAX_VALUE].length).first()"))
                .contains("is too small for this task", "OUT_OF_RESOURCES");
        assertThat(answer("sc.range(0, 10).count()")).isEqualTo("10\n");
    }

    @Test
    void dataset_tellsHowMuchOfItIsKept() {
        answer("var k1 = sc.range(0, 100, 1, 4).map(v -> v + 1).cache(); var k2 = k1.filter(v -> v > 5);");
        assertThat(answer("k2")).isEqualTo("Rdd<Long>, 4 partitions: range → map [0/4 cached] → filter\n");
        answer("k1.count()\nk1.evict(3)");
        assertThat(answer("k2")).isEqualTo("Rdd<Long>, 4 partitions: range → map [3/4 cached] → filter\n");
        assertThat(answer("/storage")).contains("map at #", "MEMORY_ONLY: 3 of 4 partitions");
        answer("k1.unpersist()");
        assertThat(answer("/storage")).contains("Nothing is persisted.");
    }

    @Test
    void join_showsBothOfItsParents() {
        answer(
                "var l1 = sc.parallelize(List.of(1, 2), 2).keyBy(v -> v); var l2 = sc.range(0, 5, 1, 2).filter(v -> v > 1);");
        assertThat(answer("l1.join(l2.keyBy(v -> v.intValue())).filter(p -> true)"))
                .endsWith("partitions: (parallelize → keyBy, range → filter → keyBy) → join → filter\n");
        assertThat(answer("l1.union(l1).keys()"))
                .isEqualTo("Rdd<Integer>, 4 partitions: (parallelize → keyBy, parallelize → keyBy) → union → keys\n");
        assertThat(answer("l1.map(p -> p._1()).distinct().map(v -> v + 1)"))
                .isEqualTo("Rdd<Integer>, 2 partitions: parallelize → keyBy → map → distinct → map\n");
        answer("Rdd<Long> l3 = l2; for (int i = 0; i < 5; i++) l3 = l3.filter(v -> true).map(v -> v);");
        assertThat(answer("l3")).endsWith("partitions: ... → map → filter → map → filter → map → filter → map\n");
    }

    @Test
    void edit_evaluatesWhatTheEditorReturns() {
        answer("int e1() { return 1; }");
        dialogue.editWith(text -> text.replace("return 1", "return 2"));
        answer("/edit e1");
        assertThat(answer("e1()")).isEqualTo("2\n");
    }

    @Test
    void save_andOpen_comeToTheSame(@TempDir Path folder) throws IOException {
        answer("int o1 = 5;\nint o2(int v) { return v + o1; }\nint o1 = 6;");
        var file = folder.resolve("saved.jsh");
        answer("/save " + file);
        assertThat(Files.readString(file)).contains("int o1 = 6;", "int o2(int v)").doesNotContain("int o1 = 5;");
        answer("int o1 = 0;\n/open " + file);
        assertThat(answer("o2(1)")).isEqualTo("7\n");
    }

    private String saved(Path folder) throws IOException {
        var file = folder.resolve("saved.jsh");
        answer("/save " + file);
        return Files.readString(file);
    }

    @Test
    void save_leavesOutWhatFailed(@TempDir Path folder) throws IOException {
        answer(
                """
                /reset
                1 + 1
                1 / 0
                int f1 = 1 / 0;
                f2()
                int f2() { return f3(); }
                f2()
                { throw new Exception("f4"); }
                7 * 7
                """);
        var result = Pattern.compile("int (\\$\\d+) = 49").matcher(answer("/vars"));
        assertThat(result.find()).isTrue();
        var name = result.group(1);
        assertThat(answer(name + " + 1")).isEqualTo("50\n");
        assertThat(saved(folder))
                .isEqualTo("1 + 1\nint f2() { return f3(); }\nvar " + name + " = 7 * 7\n" + name + " + 1\n");
        assertThat(answer("/reload\n" + name)).isEqualTo("2\n50\n49\n");
    }

    @Test
    void save_keepsTheVersionThatSomethingUsedWhenItRan(@TempDir Path folder) throws IOException {
        answer(
                """
                /reset
                int u1 = 5;
                int u2(int v) { return v + u1; }
                int u3 = u2(1);
                int u1 = 10;
                record U(int x) {}
                int u4 = new U(u1).x();
                record U(int x, int y) {}
                int unused = 1;
                int unused = 2;
                """);
        var text = saved(folder);
        assertThat(text)
                .contains("int u1 = 5;", "int u1 = 10;", "record U(int x) {}", "record U(int x, int y) {}")
                .doesNotContain("unused = 1");
        answer("/reload");
        assertThat(answer("u1 + \" \" + u3 + \" \" + u4 + new U(1, 2)")).isEqualTo("\"10 6 10U[x=1, y=2]\"\n");
        assertThat(saved(folder)).startsWith(text);
    }

    @Test
    void whatThrew_leavesNoVariable() {
        assertThat(answer("/reset\n1 / 0")).isEqualTo("java.lang.ArithmeticException: / by zero\n    at #1:1\n");
        assertThat(answer("int thrown = 1 / 0;\n/vars")).doesNotContain("int ");
        assertThat(answer("thrown")).contains("cannot find symbol");
        answer("int thrown = 4;");
        assertThat(answer("int thrown = 1 / 0;"))
                .endsWith("  variable thrown is gone: the value that was to replace its own was not made\n");
        assertThat(answer("thrown")).contains("cannot find symbol");
    }

    @Test
    void typeDeclaredAnew_namesWhatIsGone_andFreesWhatItKept() throws InterruptedException {
        answer(
                """
                /reset
                record Old(int x) {}
                var kept = sc.range(0, 3).map(i -> new Old((int) (long) i)).cache();
                kept.count()
                Old one = new Old(8);
                enum Colour { RED }
                var colour = Colour.RED;
                interface Face { int f(); }
                Face face = () -> 3;
                """);
        assertThat(answer("record Old(int x, int y) {}").lines())
                .containsExactlyInAnyOrder(
                        "  variable one is gone: it is of the type that was replaced",
                        "  variable kept is gone: it is of the type that was replaced");
        assertThat(answer("enum Colour { RED, BLUE }")).contains("variable colour is gone");
        assertThat(answer("interface Face { int f(); default int g() { return f(); } }")).contains("variable face is");
        assertThat(answer("/vars")).doesNotContain("kept", "one", "colour");
        for (var i = 0; i < 500 && !answer("/storage").contains("Nothing is persisted."); i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(answer("/storage")).contains("Nothing is persisted.");
    }

    @Test
    void compactConstructorsAndAnonymousClasses_areTaken() {
        assertThat(answer("record Compact(int x) { Compact { if (x < 0) x = 0; } }\nnew Compact(-1)"))
                .isEqualTo("Compact[x=0]\n");
        assertThat(answer("var anonymous = new Serializable() { int k = 3; };\nanonymous.k")).isEqualTo("3\n");
    }

    @Test
    void unknownNames_sayWhatToType() {
        assertThat(answer("Pattern.compile(\"x\")"))
                .isEqualTo(
                        """
                        Error: cannot find symbol
                          symbol:   variable Pattern
                          Pattern.compile("x")
                          ^-----^
                          Type first: import java.util.regex.Pattern;
                        """);
        assertThat(answer("new URL(\"x\")")).endsWith("  Type first: import java.net.URL;\n");
        assertThat(answer("SparrowListener l = null;"))
                .endsWith("  Type first: import dev.sparrow.event.SparrowListener;\n");
        assertThat(answer("LongAccumulator known = null;")).isEmpty();
        assertThat(answer("Nonsense.x()")).doesNotContain("Type first");
    }

    @Test
    void methodsOfOtherTypes_sayWhereTheyAre() {
        answer("var h1 = sc.range(0, 3);");
        assertThat(answer("h1.reduceByKey((a, b) -> a)"))
                .endsWith("  reduceByKey is on PairRdd; keyBy(…) or mapToPair(…) makes one.\n");
        assertThat(answer("h1.map(v -> v + 1).sum()")).endsWith("  sum is on DoubleRdd; mapToDouble(…) makes one.\n");
        assertThat(answer("h1.limit(3)")).endsWith("  For limit type take(n) here.\n");
        assertThat(answer("sc.map(v -> v)")).contains("  map is on ");
        assertThat(answer("sc.emptyRDD()")).endsWith("  For emptyRDD type emptyRdd here.\n");
        assertThat(answer("h1.nonsense()")).endsWith("^---------^\n");
    }

    @Test
    void otherFunctionsAndCollections_sayWhatMakesOnesOfOurs() {
        assertThat(answer("sc.parallelize(\"a b\", \"c\").flatMap(l -> List.of(l.split(\" \")))"))
                .contains(
                        "  The function is to return an iterator: put .iterator() behind the collection or stream. On a"
                                + " Rdd there are flatMapIterable and flatMapStream, too.");
        answer("java.util.function.Function<Iterator<Long>, Iterator<Long>> parts = v -> v;");
        assertThat(answer("sc.range(3).mapPartitions(parts)"))
                .contains("of a Function take its method, as in f::apply.");
        answer("java.util.function.Function<Long, Long> jdks = v -> v + 1;");
        assertThat(answer("sc.range(3).map(jdks).collect()")).isEqualTo("[1, 2, 3]\n");
        assertThat(answer("sc.range(3).map(jdks::apply).collect()")).isEqualTo("[1, 2, 3]\n");
    }

    @Test
    void wordsOfOtherShells_areUnderstood() {
        assertThat(answer("help")).contains("/help").isEqualTo(answer("/?"));
        assertThat(answer("version")).startsWith("  Sparrow ").contains("Java 2");
        assertThat(answer("int help = 3;\nhelp\n/drop help")).isEqualTo("3\n");
        assertThat(answer("20 + 1\n/!")).isEqualTo("21\n21\n");
        assertThat(answer("/history")).contains("20 + 1");
    }

    @Test
    void guess_isMadeOnlyWhenItIsNear() {
        assertThat(answer("/jbos")).isEqualTo("There is no command '/jbos'. Did you mean /jobs? /help lists all.\n");
        assertThat(answer("/nonsense")).isEqualTo("There is no command '/nonsense'. /help lists all.\n");
    }

    @Test
    void addedClasses_areKnownToSnippetsAndTasks(@TempDir Path folder) throws IOException {
        var source = folder.resolve("Added.java");
        Files.writeString(
                source, "package added; public class Added { public static int twice(int v) { return 2 * v; } }");
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-d", folder.toString(), source.toString())).isZero();
        answer("/jar " + folder);
        assertThat(answer("sc.parallelize(List.of(1, 2)).map(v -> added.Added.twice(v)).collect()"))
                .isEqualTo("[2, 4]\n");
        try (var isolated =
                Session.start(
                        new SparrowConf().setMaster("local[1]").set(Keys.LOCAL_ISOLATED, "true"), List.of(folder))) {
            var outcome = isolated.evaluate("sc.parallelize(List.of(3)).map(v -> added.Added.twice(v)).first()");
            assertThat(outcome)
                    .isInstanceOfSatisfying(Outcome.Value.class, six -> assertThat(six.value()).isEqualTo(6));
        }
    }

    @Test
    void reload_keepsWhatWasAddedToTheClassPath(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("note.txt"), "added");
        answer("/reset\n/jar " + folder);
        var read =
                "String note = new String(Thread.currentThread().getContextClassLoader()"
                        + ".getResourceAsStream(\"note.txt\").readAllBytes());";
        answer(read);
        answer("/reload");
        assertThat(answer("note")).isEqualTo("\"added\"\n");
    }

    @Test
    void jobs_areListed() {
        answer("sc.range(0, 10).count()");
        assertThat(answer("/jobs")).contains("count at #", "done");
    }

    @Test
    void mavenJars_areThoseThatMavenNames(@TempDir Path folder) throws IOException {
        var maven =
                script(
                        folder.resolve("mvn"),
                        """
                        #!/bin/sh
                        grep -q '<artifactId>good</artifactId>' "$4" || { echo '[ERROR] not found'; exit 1; }
                        for last in "$@"; do :; done
                        echo /a/good.jar:/b/other.jar >"${last#*=}"
                        """);
        assertThat(MavenJars.find(maven, "org.example:good:1.0"))
                .containsExactly(Path.of("/a/good.jar"), Path.of("/b/other.jar"));
        assertThatThrownBy(() -> MavenJars.find(maven, "org.example:bad:1.0"))
                .hasMessage("Maven does not find org.example:bad:1.0:\n[ERROR] not found");
        assertThatThrownBy(() -> MavenJars.find(maven, "good"))
                .hasMessageStartingWith("'good' does not name a library. Say group:artifact:version");
        assertThatThrownBy(() -> MavenJars.find(folder.resolve("absent").toString(), "org.example:good:1.0"))
                .hasMessageStartingWith("Maven has to look for org.example:good:1.0, and there is no '")
                .hasMessageContaining("absent' on the PATH that can be started. Install it, or name the library's jars")
                .hasMessageNotContaining("Exec failed");
    }

    private static String script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file.toString();
    }
}
