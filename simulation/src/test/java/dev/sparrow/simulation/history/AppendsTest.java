/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.simulation.history.Operation.Outcome;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;

class AppendsTest {
    @Test
    void transactionsOneAfterAnother_areExplained() {
        assertThat(Appends.check(serial(2_000, new SplittableRandom(3))).isExplained()).isTrue();
    }

    @Test
    void hundredThousandTransactions_takeSeconds() {
        var history = serial(100_000, new SplittableRandom(4));
        var started = System.nanoTime();
        assertThat(Appends.check(history).isExplained()).isTrue();
        assertThat(System.nanoTime() - started).isLessThan(60_000_000_000L);
    }

    @Test
    void eachAnomaly_isFoundByItsName() {
        assertThat(says(ok(0, 1, r("x", 1)))).startsWith("nobody appended 1 to x");
        assertThat(says(failed(0, 1, append("x", 1)), ok(2, 3, r("x", 1)))).startsWith("aborted read (G1a)");
        assertThat(says(ok(0, 9, append("x", 1), append("x", 2)), ok(2, 3, r("x", 1))))
                .startsWith("intermediate read (G1b)");
        assertThat(says(ok(0, 1, append("x", 1)), ok(0, 1, append("x", 1)))).startsWith("1 was appended to x twice");
        assertThat(
                        says(
                                ok(0, 9, append("x", 1)),
                                ok(0, 9, append("x", 2)),
                                ok(0, 9, r("x", 1, 2)),
                                ok(0, 9, r("x", 2, 1))))
                .startsWith("two orders");
        assertThat(says(ok(0, 1, append("x", 1), r("x")))).startsWith("internal");
    }

    @Test
    void circles_areFoundByTheirNames() {
        assertThat(
                        says(
                                ok(0, 9, append("x", 1), append("y", 1)),
                                ok(0, 9, append("x", 2), append("y", 2)),
                                ok(0, 9, r("x", 1, 2)),
                                ok(0, 9, r("y", 2, 1))))
                .startsWith("write cycle (G0)");
        assertThat(says(ok(0, 9, append("x", 1), r("y", 1)), ok(0, 9, append("y", 1), r("x", 1))))
                .startsWith("circular information flow (G1c)");
        assertThat(says(ok(0, 1, append("x", 1)), ok(5, 6, r("x")), ok(7, 8, r("x", 1))))
                .startsWith("read skew (G-single)");
        assertThat(
                        says(
                                ok(0, 9, append("x", 1), r("y")),
                                ok(0, 9, append("y", 1), r("x")),
                                ok(10, 11, r("x", 1), r("y", 1))))
                .startsWith("anti-dependency cycle (G2)");
        assertThat(says(ok(5, 6, append("x", 1)), ok(0, 1, r("x", 1)))).startsWith("order against real time");
    }

    @Test
    void circle_isTheShortest() {
        var operations = new ArrayList<>(serial(500, new SplittableRandom(5)).operations());
        operations.add(ok(900_000, 900_001, append("z", 1)));
        operations.add(ok(900_002, 900_003, r("z")));
        operations.add(ok(900_004, 900_005, r("z", 1)));
        assertThat(Appends.check(new History(operations)))
                .isInstanceOfSatisfying(Verdict.Contradiction.class, found -> assertThat(found.part()).hasSize(2));
    }

    private static String says(Operation... operations) {
        return Appends.check(new History(List.of(operations))).toString();
    }

    private static Operation ok(long invoke, long returned, List<?>... steps) {
        return new Operation("p", "txn", "", List.of(steps), invoke, returned, Outcome.OK);
    }

    private static Operation failed(long invoke, long returned, List<?>... steps) {
        return new Operation("p", "txn", "", List.of(steps), invoke, returned, Outcome.FAIL);
    }

    private static List<?> append(String key, long value) {
        return List.of("append", key, value);
    }

    private static List<?> r(String key, long... values) {
        return List.of("r", key, java.util.Arrays.stream(values).boxed().toList());
    }

    private static History serial(int transactions, SplittableRandom random) {
        var lists = new HashMap<String, List<Long>>();
        var operations = new ArrayList<Operation>();
        for (var i = 0; i < transactions; i++) {
            var key = "k" + i / 400 + "-" + random.nextInt(3);
            var list = lists.computeIfAbsent(key, _ -> new ArrayList<>());
            var steps = new ArrayList<List<?>>();
            if (random.nextBoolean()) {
                steps.add(List.of("r", key, List.copyOf(list)));
            }
            steps.add(List.of("append", key, (long) i));
            list.add((long) i);
            operations.add(
                    new Operation(
                            "p" + i % 8,
                            "txn",
                            "",
                            List.copyOf(steps),
                            10L * i - random.nextInt(40),
                            10L * i + random.nextInt(40),
                            Outcome.OK));
        }
        return new History(operations);
    }
}
