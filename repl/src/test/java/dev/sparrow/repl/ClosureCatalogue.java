/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.repl.eval.Outcome;
import dev.sparrow.repl.session.Session;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// Every way in which code at a prompt can reach a variable: tasks see the value of the moment of submission.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ClosureCatalogue {
    private final String master;
    private final boolean isolated;
    private Session session;

    ClosureCatalogue(String master, boolean isolated) {
        this.master = master;
        this.isolated = isolated;
    }

    @BeforeAll
    void start() {
        var conf = new SparrowConf().setMaster(master).set(Keys.LOCAL_ISOLATED, Boolean.toString(isolated));
        session = Session.start(conf, List.of());
    }

    @AfterAll
    void close() {
        session.close();
    }

    private Object run(String... snippets) {
        Object last = null;
        for (var snippet : snippets) {
            var outcome = session.evaluate(snippet);
            assertThat(outcome.failed()).as("%s%n%s", snippet, outcome).isFalse();
            last = outcome instanceof Outcome.Value value ? value.value() : null;
        }
        return last;
    }

    private String failure(String snippet) {
        var outcome = session.evaluate(snippet);
        assertThat(outcome).as(snippet).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).thrown().getMessage();
    }

    @Test
    void variablesOfAllKinds() {
        assertThat(
                        run(
                                "boolean k1 = true; ",
                                "byte k2 = 2;",
                                "char k3 = 'c';",
                                "short k4 = 4;",
                                "long k5 = 5;",
                                "float k6 = 6;",
                                "double k7 = 7;",
                                "String k8 = \"eight\";",
                                "String k9 = null;",
                                "List<Integer> k10 = new ArrayList<>(List.of(1, 2));",
                                "int[] k11 = {1, 2, 3};",
                                "record K12(int a) {}",
                                "var k12 = new K12(12);",
                                "Optional<String> k13 = Optional.of(\"o\");",
                                "sc.parallelize(List.of(1)).map(v -> \"\" + v + k1 + k2 + k3 + k4 + k5 + k6 + k7 + k8 + k9 + k10"
                                        + " + k11.length + k12 + k13.get()).first()"))
                .isEqualTo("1true2c456.07.0eightnull[1, 2]3K12[a=12]o");
    }

    @Test
    void assignedLater_theValueOfTheMomentOfSubmission() {
        run("int a1 = 1;", "var a2 = sc.parallelize(List.of(1, 2)).map(v -> v + a1);", "a1 = 10;");
        assertThat(run("a2.collect()")).hasToString("[11, 12]");
    }

    @Test
    void throughMethods() {
        run("int m1 = 5;", "int m2(int v) { return v + m1; }", "int m3(int v) { return 2 * m2(v); }");
        assertThat(run("sc.parallelize(List.of(1, 2)).map(v -> m3(v)).collect()")).hasToString("[12, 14]");
        assertThat(run("int m4 = m3(1);")).isEqualTo(12);
    }

    @Test
    void throughRecursion() {
        run("int f1 = 1;", "int f2(int n) { return n == 0 ? f1 : n * f2(n - 1); }");
        assertThat(run("sc.parallelize(List.of(4, 5)).map(v -> f2(v)).collect()")).hasToString("[24, 120]");
    }

    @Test
    void throughRecordsAndTheirInterfaces() {
        run(
                "int r1 = -1;",
                "record R2(int a) implements Comparable<R2> {"
                        + " int plus() { return a + r1; }"
                        + " public int compareTo(R2 other) { return r1 * Integer.compare(a, other.a); } }");
        assertThat(run("sc.parallelize(List.of(1, 3, 2), 2).map(v -> new R2(v)).map(r -> r.plus()).collect()"))
                .hasToString("[0, 2, 1]");
        assertThat(run("sc.parallelize(List.of(1, 3, 2), 2).map(v -> new R2(v)).sortBy(r -> r).collect()"))
                .hasToString("[R2[a=3], R2[a=2], R2[a=1]]");
    }

    @Test
    void throughNestedLambdasAndAnonymousClasses() {
        run("int n1 = 7;", "Function<Integer, Integer> n2 = v -> v * n1;");
        assertThat(run("sc.parallelize(List.of(1, 2)).map(v -> Stream.of(v, v).mapToInt(w -> w + n1).sum()).collect()"))
                .hasToString("[16, 18]");
        assertThat(run("sc.parallelize(List.of(1, 2)).map(n2).collect()")).hasToString("[7, 14]");
        assertThat(run("sc.parallelize(List.of(1, 2)).map(v -> n2.call(v) + 1).collect()")).hasToString("[8, 15]");
        assertThat(
                        run(
                                "sc.parallelize(List.of(1, 2)).map(v -> new Object() { int it() { return v + n1; } }.it())"
                                        + ".collect()"))
                .hasToString("[8, 9]");
    }

    @Test
    void throughMethodReferencesAndStaticNestedClasses() {
        run(
                "int s1 = 3;",
                "int s2(int v) { return v + s1; }",
                "class S3 { static class S4 { static int s5(int v) { return v - s1; } } }");
        assertThat(run("sc.parallelize(List.of(1, 2)).map(S3.S4::s5).collect()")).hasToString("[-2, -1]");
        assertThat(
                        run(
                                "Function<Integer, Integer> s6 = v -> s2(v);",
                                "sc.parallelize(List.of(1, 2)).map(s6).collect()"))
                .hasToString("[4, 5]");
    }

    @Test
    void throughLambdasThatJavaDoesNotMakeSerializable() {
        run(
                "int l1 = -1;",
                "record L2(String name, int delay) { int sign() { return delay * l1; } }",
                "var l3 = sc.parallelize(List.of(1, 3, 2), 2).map(v -> new L2(\"n\" + v, v));");
        assertThat(run("l3.top(1, Comparator.comparing(L2::delay))")).hasToString("[L2[name=n3, delay=3]]");
        assertThat(run("l3.max(Comparator.comparing(L2::sign)).delay()")).isEqualTo(1);
        assertThat(run("l3.takeOrdered(1, Comparator.comparing((L2 l) -> l.delay() * l1)).get(0).delay()"))
                .isEqualTo(3);
        assertThat(
                        run(
                                "l3.sortBy(l -> l, Comparator.comparing(L2::delay).reversed().thenComparing(L2::name), true, 2)"
                                        + ".map(l -> l.delay()).collect()"))
                .hasToString("[3, 2, 1]");
        assertThat(run("l3.max(Comparator.comparingInt(l -> l.delay())).delay()")).isEqualTo(3);
        assertThat(
                        run(
                                "Comparator<L2> l4 = (a, b) -> l1 * a.name().compareTo(b.name());",
                                "l3.takeOrdered(1, l4).get(0).delay()"))
                .isEqualTo(3);
        assertThat(
                        run(
                                "java.util.function.Function<Integer, Integer> l5 = v -> v * l1;",
                                "java.util.function.UnaryOperator<Integer> l6 = Math::abs;",
                                "java.util.function.Supplier<List<Integer>> l7 = ArrayList::new;",
                                "class L8 { int l9 = 4; java.util.function.IntUnaryOperator times() { return v -> v * l9; }"
                                        + " static java.util.function.IntBinaryOperator plus(int c) { return (a, b) -> a + b + c; } }",
                                "class L10 extends L8 implements Serializable { java.util.concurrent.Callable<Integer> nine() { return this::hashCode; }"
                                        + " public int hashCode() { return 9; } }",
                                "java.util.function.IntBinaryOperator l11 = L10.plus(100);",
                                "java.util.concurrent.Callable<Integer> l12 = new L10().nine();",
                                "String l13 = \"abc\";",
                                "java.util.function.Supplier<Integer> l14 = l13::length;",
                                "sc.parallelize(List.of(1, 2)).map(v -> l6.apply(l5.apply(v)) + l7.get().size()"
                                        + " + l11.applyAsInt(v, 1) + l12.call() + l14.get()).collect()"))
                .hasToString("[115, 117]");
    }

    @Test
    void standardOutput_isThatOfTheTask() {
        run("sc.parallelize(List.of(1, 2)).filter(v -> v > 2).foreach(System.out::println)");
        run("var p1 = System.out;", "sc.parallelize(List.of(1, 2)).filter(v -> v > 2).foreach(v -> p1.println(v))");
    }

    @Test
    void throughGenericsEnumsAndSwitches() {
        run(
                "int g1 = 2;",
                "enum G2 { LOW, HIGH; int of(int v) { return this == LOW ? v : v * g1; } }",
                "interface G3 { default int g() { return g1; } }",
                "record G4(int a) implements G3 {}",
                "<T extends G3> int g5(T t) { return switch (t) { case G4(int a) when a > 1 -> t.g(); default -> 0; }; }");
        assertThat(run("sc.parallelize(List.of(1, 2)).map(v -> g5(new G4(v))).collect()")).hasToString("[0, 2]");
        assertThat(run("sc.parallelize(List.of(G2.LOW, G2.HIGH)).map(g -> g.of(5)).collect()")).hasToString("[5, 10]");
    }

    @Test
    void redefinitions_giveLaterJobsTheNewMeaning() {
        run("int d1 = 1;", "int d2(int v) { return v + d1; }");
        assertThat(run("sc.parallelize(List.of(1)).map(v -> d2(v)).first()")).isEqualTo(2);
        assertThat(run("int d2(int v) { return v - d1; }", "sc.parallelize(List.of(1)).map(v -> d2(v)).first()"))
                .isEqualTo(0);
        assertThat(
                        run(
                                "String d1 = \"x\";",
                                "String d2(int v) { return v + d1; }",
                                "sc.parallelize(List.of(1)).map(v -> d2(v)).first()"))
                .isEqualTo("1x");
        assertThat(run("record D3(int a) {}", "sc.parallelize(List.of(1)).map(v -> new D3(v)).first()"))
                .hasToString("D3[a=1]");
        assertThat(run("record D3(int a, int b) {}", "sc.parallelize(List.of(1)).map(v -> new D3(v, v)).first()"))
                .hasToString("D3[a=1, b=1]");
    }

    @Test
    void valuesOfATypeThatIsDeclaredAnew_areSaidToBeLost() {
        run("record O1(int a) {}", "var o2 = List.of(new O1(1));", "O1 o3 = new O1(1);", "int o4 = 1;");
        var outcome = session.evaluate("record O1(int a) { int b() { return a; } }");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Declared.class,
                        declared ->
                                assertThat(declared.lost())
                                        .containsExactlyInAnyOrder(
                                                "variable o2 is gone: it is of the type that was replaced",
                                                "variable o3 is null now: it held one of the type that was replaced"));
    }

    @Test
    void recordsWithConstructorsOfTheirOwn_areRecords() {
        run("record Q1(int x) { Q1 { if (x < 0) throw new IllegalArgumentException(\"negative\"); } }");
        assertThat(run("new Q1(3)")).hasToString("Q1[x=3]");
        assertThat(failure("new Q1(-3)")).isEqualTo("negative");
        run("record Q1<T>(T x, int y) {\n  Q1(T x, int y) { this.x = x; this.y = y; }\n  Q1(T x) { this(x, 1); }\n}");
        assertThat(run("sc.parallelize(List.of(1)).map(v -> new Q1<>(v)).first()")).hasToString("Q1[x=1, y=1]");
        var rejected = (Outcome.Rejected) session.evaluate("record Q2(int x) { Q2 { String s = 1; } }");
        assertThat(rejected.source()).isEqualTo("record Q2(int x) { Q2 { String s = 1; } }");
        assertThat(rejected.problems().getFirst().start()).isEqualTo("record Q2(int x) { Q2 { String s = ".length());
    }

    @Test
    void redefinitions_leaveVariablesAsTheyAre() {
        run("int b1(int v) { return v; }", "var b2 = b1(7);", "var b3 = sc.parallelize(List.of(1)).map(v -> b1(v));");
        run("int b1(int v) { return v + 100; }");
        assertThat(run("b2")).isEqualTo(7);
        assertThat(run("b3.first()")).isEqualTo(1);
        assertThat(run("var b2 = b1(7);")).isEqualTo(107);
        assertThat(run("int b2;")).isEqualTo(0);
    }

    @Test
    void loop_seesEachValue() {
        run("var l1 = sc.range(0, 100_000).map(v -> v * 1.0);", "double l2 = 0;", "var l3 = new ArrayList<Double>();");
        run("for (int i = 0; i < 5; i++) { l2 = i; l3.add(l1.map(v -> v * 0 + l2).reduce(Math::max)); }");
        assertThat(run("l3")).hasToString("[0.0, 1.0, 2.0, 3.0, 4.0]");
    }

    /// A snippet's task waits for it.
    public static final Semaphore GO = new Semaphore(0);

    @Test
    void runningJob_neverSeesANewValue() {
        run(
                "int j1 = 1;",
                "int j2(int v) { return v + j1; }",
                "var j3 = new java.util.concurrent.FutureTask<>(() -> sc.parallelize(List.of(1, 2), 2).map(v -> {"
                        + " int before = j1; dev.sparrow.repl.ClosureCatalogue.GO.acquire(); return before * 100 + j2(v);"
                        + " }).collect());",
                "new Thread(j3).start();");
        await(() -> GO.getQueueLength() > 0);
        run("j1 = 5;", "int j2(int v) { return v - j1; }");
        GO.release(2);
        assertThat(run("j3.get()")).hasToString("[102, 103]");
    }

    private static void await(BooleanSupplier happened) {
        var end = System.nanoTime() + 120_000_000_000L;
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void broadcastAndAccumulator_reachTasksAsVariables() {
        run("var y1 = sc.broadcast(List.of(10, 20));", "var y2 = sc.longAccumulator();");
        assertThat(
                        run(
                                "sc.parallelize(List.of(0, 1), 2).map(v -> { y2.add(v + 1L); return y1.value().get(v); }).collect()"))
                .hasToString("[10, 20]");
        assertThat(run("y2.value()")).isEqualTo(3L);
    }

    @Test
    void lostPartition_isMadeAgainWithTheValuesOfThen() {
        run("int q1 = 1;", "var q2 = sc.parallelize(List.of(1, 2, 3, 4), 2).map(v -> v + q1).cache();", "q2.count()");
        assertThat(run("q1 = 10;", "q2.evict(1)", "q2.map(v -> v * q1).collect()")).hasToString("[20, 30, 40, 50]");
    }

    @Test
    void mutableValues_areCopiedForEachAttempt() {
        run("var c1 = new ArrayList<Integer>();");
        assertThat(run("sc.parallelize(List.of(1, 2, 3, 4), 2).map(v -> { c1.add(v); return c1.size(); }).collect()"))
                .hasToString("[1, 2, 1, 2]");
        assertThat(run("c1")).hasToString("[]");
    }

    @Test
    void elementsAndKeysOfOwnTypes() {
        run("record E1(String a, int b) {}");
        assertThat(
                        run(
                                "sc.parallelize(List.of(new E1(\"x\", 1), new E1(\"x\", 1), new E1(\"y\", 2)), 2)"
                                        + ".mapToPair(e -> new Tuple2<>(e, 1)).reduceByKey(Integer::sum).sortBy(p -> p._1().b()).collect()"))
                .hasToString("[(E1[a=x, b=1],2), (E1[a=y, b=2],1)]");
        assertThat(run("E1 e2 = sc.parallelize(List.of(new E1(\"x\", 1))).first();")).hasToString("E1[a=x, b=1]");
    }

    @Test
    void dataset_isRefusedByName() {
        run("var w1 = sc.parallelize(List.of(1, 2));");
        assertThat(failure("sc.parallelize(List.of(1)).map(v -> v + w1.count())"))
                .contains(
                        "cannot run in tasks because of the shell variable `w1`",
                        "it is a dev.sparrow.Rdd, which lives in the driver only");
        assertThat(failure("sc.parallelize(List.of(1)).map(v -> sc.range(0, v).count())"))
                .contains("the shell variable `sc`");
    }

    @Test
    void unserializable_isRefusedByNameAndType() {
        run("class U1 { int a = 1; }", "var u2 = new U1();", "int u3(int v) { return v + u2.a; }");
        assertThat(failure("sc.parallelize(List.of(1)).map(v -> u3(v))"))
                .contains(
                        "because of the shell variable `u2`",
                        "U1, which is not Serializable",
                        "implement Serializable");
    }

    @Test
    void write_isReported() {
        run("int v1 = 0;", "void v2(int by) { v1 += by; }");
        assertThat(failure("sc.parallelize(List.of(1)).foreach(v -> v2(v))"))
                .contains("the function assigns the shell variable `v1`", "the assignment would be lost");
        run("v2(3)");
        assertThat(run("v1")).isEqualTo(3);
    }

    @Test
    void exit_isNoEnd() {
        assertThat(failure("sc.parallelize(List.of(1)).map(v -> { System.exit(v); return v; }).collect()"))
                .contains("System.exit(1) would end the shell and was not carried out");
        assertThat(failure("Runtime.getRuntime().halt(2)")).contains("not carried out");
        assertThat(failure("List.of(3).forEach(System::exit)")).contains("System.exit(3)");
    }
}
