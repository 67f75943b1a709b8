/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.SparrowConf;
import dev.sparrow.closure.SnippetCode;
import dev.sparrow.config.Keys;
import dev.sparrow.repl.eval.Outcome;
import dev.sparrow.repl.session.Session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Old versions of code go. `-Dsnippets=2000 -Djobs=500` makes it a long one.
class LeakTest {
    private static final int SNIPPETS = Integer.getInteger("snippets", 150);
    private static final int JOBS = Integer.getInteger("jobs", 50);

    @Test
    void droppedVersionsOfCode_areCollected() throws InterruptedException {
        var versions = new ArrayList<WeakReference<Object>>();
        try (var session = Session.start(new SparrowConf().setMaster("local[2]"), List.of())) {
            for (var i = 0; i < SNIPPETS / 3; i++) {
                var jobEvery = Math.max(1, SNIPPETS / 3 / JOBS);
                evaluate(session, "int f(int v) { return v + " + i + "; }");
                if (i % jobEvery == 0) {
                    var found =
                            evaluate(session, "int found = sc.parallelize(List.of(1, 2), 2).map(v -> f(v)).first();");
                    assertThat(found).isEqualTo(1 + i);
                }
                versions.add(
                        new WeakReference<>(
                                evaluate(session, "Object lambda = (Function<Integer, Integer>) v -> f(v);")
                                        .getClass()
                                        .getClassLoader()));
            }
            assertFewAreAlive(versions, SNIPPETS / 20);
        }
    }

    @Test
    void droppedVersionsOfCode_areCollectedWhereTasksAreIsolated() throws InterruptedException {
        TaskLoaders.SEEN.clear();
        var conf = new SparrowConf().setMaster("local[2]").set(Keys.LOCAL_ISOLATED, "true");
        try (var session = Session.start(conf, List.of())) {
            evaluate(session, "import java.lang.invoke.MethodHandles;");
            for (var i = 0; i < 40; i++) {
                var body = "return v + " + i + " + dev.sparrow.repl.TaskLoaders.seen(MethodHandles.lookup());";
                evaluate(session, "int f(int v) { " + body + " }");
                var found = evaluate(session, "int found = sc.parallelize(List.of(1, 2), 2).map(v -> f(v)).first();");
                assertThat(found).isEqualTo(1 + i);
            }
            assertThat(TaskLoaders.SEEN).hasSizeGreaterThanOrEqualTo(40);
            assertFewAreAlive(TaskLoaders.SEEN, 12);
        }
    }

    /// The libraries of formats keep what they find out about classes.
    @Test
    void recordsThatWereWrittenAndRead_areCollected(@TempDir Path folder) throws Exception {
        var versions = new ArrayList<WeakReference<Object>>();
        Files.writeString(folder.resolve("in.json"), "{\"a\": 1, \"b\": \"x\"}\n");
        Files.writeString(folder.resolve("in.csv"), "1,x\n");
        try (var session = Session.start(new SparrowConf().setMaster("local[2]"), List.of())) {
            evaluate(session, "import dev.sparrow.formats.json.Json;");
            evaluate(session, "import dev.sparrow.formats.csv.Csv;");
            for (var i = 0; i < 20; i++) {
                evaluate(session, "record R(int a, String b) { int version() { return " + i + "; } }");
                evaluate(session, "var rows = sc.parallelize(List.of(new R(1, \"x\")), 1);");
                for (var format : List.of("Json", "Csv")) {
                    var name = format.toLowerCase(Locale.ROOT);
                    evaluate(session, format + ".write(rows).to(\"" + folder.resolve(name + i) + "\");");
                    var read = format + ".read(sc, \"" + folder.resolve("in." + name) + "\").as(R.class).first()";
                    var row = evaluate(session, "Object row = " + read + ";");
                    assertThat(row).hasToString("R[a=1, b=x]");
                    versions.add(new WeakReference<>(row.getClass().getClassLoader()));
                }
            }
            assertFewAreAlive(versions, 8);
        }
    }

    @Test
    void classesTravelInUnits_thatAreNamedByTheirContent() {
        try (var session = Session.start(new SparrowConf().setMaster("local[2]"), List.of())) {
            evaluate(session, "int g(int v) { return v + 1; }");
            var first = hashOfLambda(session, "v -> g(v)");
            assertThat(first).hasSize(64).isNotEqualTo(hashOfLambda(session, "v -> g(v) + 1"));
        }
    }

    private static String hashOfLambda(Session session, String lambda) {
        var made = evaluate(session, "Object made = (Function<Integer, Integer>) " + lambda + ";");
        var type = made.getClass().getNestHost().getName().replace('.', '/');
        var code = (SnippetCode) made.getClass().getClassLoader().getParent();
        var unit = code.unitOf(type).orElseThrow();
        assertThat(code.unit(unit.hash())).contains(unit);
        assertThat(unit.others()).isNotEmpty();
        return unit.hash();
    }

    /// Soon: some go only when threads have let go of what they did last.
    private static void assertFewAreAlive(List<WeakReference<Object>> versions, int limit) throws InterruptedException {
        var alive = (long) versions.size();
        for (var attempt = 0; attempt < 200 && alive >= limit; attempt++) {
            System.gc();
            Thread.sleep(20);
            alive = versions.stream().filter(version -> version.get() != null).count();
        }
        assertThat(alive).isLessThan(limit);
    }

    @Test
    void loopOverAChangingVariable_definesAConstantNumberOfClasses() {
        try (var session = Session.start(new SparrowConf().setMaster("local[2]"), List.of())) {
            evaluate(session, "var points = sc.range(0, 100_000).map(v -> (double) v);");
            evaluate(session, "double[] centroids = {0, 1};");
            evaluate(session, "double nearest(double v) { return Math.abs(v - centroids[0]); }");
            evaluate(session, "double sum = 0;");
            evaluate(
                    session,
                    "long classes() { return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount(); }"
                            .replace("ManagementFactory", "java.lang.management.ManagementFactory"));
            var loop =
                    "for (int i = 0; i < 100; i++) { centroids = new double[] {i, i};"
                            + " sum += points.map(v -> nearest(v)).reduce(Math::max); if (i == 29) before = classes(); }";
            evaluate(session, "long before = 0;");
            evaluate(session, loop);
            assertThat((Long) evaluate(session, "classes() - before")).isLessThan(20);
            assertThat(evaluate(session, "sum")).isEqualTo(100 * 99_999.0 - 99 * 100 / 2);
        }
    }

    private static Object evaluate(Session session, String source) {
        var outcome = session.evaluate(source);
        assertThat(outcome.failed()).as("%s%n%s", source, outcome).isFalse();
        return outcome instanceof Outcome.Value value ? value.value() : null;
    }
}
