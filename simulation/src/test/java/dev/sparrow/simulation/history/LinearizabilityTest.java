/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.history.Operation.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

class LinearizabilityTest {
    private static final long STATES_MAX = 5_000_000;

    @Test
    void readThatSeesAnOldValueAfterANewOneWasSeen_isAContradictionOfFewOperations() {
        var operations = new ArrayList<Operation>();
        for (var i = 0L; i < 50; i++) {
            operations.add(ok("p1", "write", i, 100 * i, 100 * i + 10));
            operations.add(ok("p2", "read", i, 100 * i + 20, 100 * i + 30));
        }
        operations.add(ok("p3", "read", 7L, 10_000, 10_001));
        var verdict = check(Model.REGISTER, operations);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Contradiction.class,
                        found -> assertThat(found.part()).hasSizeLessThanOrEqualTo(4).contains(operations.getLast()));
        assertThat(verdict.toString()).startsWith("not linearizable as register");
    }

    @Test
    void operationOfUnknownOutcome_mayHappenLateOrNever() {
        var write = new Operation("p1", "write", "x", 1L, 0, Long.MAX_VALUE, Outcome.UNKNOWN);
        assertThat(
                        check(
                                Model.REGISTER,
                                List.of(write, ok("p2", "read", null, 10, 20), ok("p2", "read", 1L, 500, 600))))
                .isInstanceOf(Verdict.Explained.class);
        assertThat(check(Model.REGISTER, List.of(write, ok("p2", "read", null, 10, 20))).isExplained()).isTrue();
        assertThat(
                        check(
                                        Model.REGISTER,
                                        List.of(write, ok("p2", "read", 1L, 10, 20), ok("p2", "read", null, 500, 600)))
                                .isExplained())
                .isFalse();
    }

    @Test
    void operationThatFailed_neverHappened() {
        var write = new Operation("p1", "write", "x", 1L, 0, 5, Outcome.FAIL);
        assertThat(check(Model.REGISTER, List.of(write, ok("p2", "read", 1L, 10, 20))).isExplained()).isFalse();
    }

    @Test
    void twoHoldersOfALock_contradict() {
        var history =
                List.of(
                        ok("p1", "acquire", null, 0, 10),
                        ok("p2", "acquire", null, 20, 30),
                        ok("p1", "release", null, 40, 50));
        assertThat(check(Model.MUTEX, history).isExplained()).isFalse();
        var open = new Operation("p1", "release", "x", null, 11, Long.MAX_VALUE, Outcome.UNKNOWN);
        assertThat(check(Model.MUTEX, List.of(history.get(0), open, history.get(1))).isExplained()).isTrue();
    }

    @Test
    void swapThatSaysNo_tellsThatTheValueWasAnother() {
        var no = ok("p2", "cas", List.of(1L, 2L, false), 20, 30);
        assertThat(check(Model.CAS, List.of(ok("p1", "write", 1L, 0, 10), no)).isExplained()).isFalse();
        assertThat(check(Model.CAS, List.of(ok("p1", "write", 3L, 0, 10), no)).isExplained()).isTrue();
    }

    @Test
    void kindThatTheModelDoesNotKnow_isRefusedByName() {
        assertThatThrownBy(() -> check(Model.REGISTER, List.of(ok("p1", "acquire", null, 0, 1))))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("p1: acquire x")
                .hasMessageContaining("read or write");
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void smallHistories_areJudgedAsByTryingAllOrders(Model model) {
        var contradictions = 0;
        for (var seed = 0; seed < 4_000; seed++) {
            var history = randomHistory(model, new SplittableRandom(seed));
            var verdict = check(model, history);
            assertThat(verdict.isExplained())
                    .as("seed %d: %s", seed, history)
                    .isEqualTo(anyOrderExplains(model, history));
            if (verdict instanceof Verdict.Contradiction found) {
                contradictions++;
                assertThat(found.part()).isNotEmpty();
            }
        }
        assertThat(contradictions).isBetween(200, 3_800);
    }

    @Test
    void hundredThousandOperations_onTenKeys_takeSeconds() {
        var history = longHistory(100_000, 10, 8, new SplittableRandom(1));
        var started = System.nanoTime();
        assertThat(new Linearizability(Model.REGISTER, STATES_MAX).check(new History(history)).isExplained()).isTrue();
        assertThat(System.nanoTime() - started).isLessThan(60_000_000_000L);
    }

    @Test
    void historyThatNobodyCanDecide_endsUndecided() {
        var operations = new ArrayList<Operation>();
        for (var i = 0; i < 40; i++) {
            operations.add(ok("p" + i, "cas", List.of((long) i, (long) (i * 7 % 40)), 0, 1_000_000));
            operations.add(new Operation("q" + i, "write", "x", (long) i, 0, Long.MAX_VALUE, Outcome.UNKNOWN));
        }
        operations.add(ok("r", "read", 999L, 2_000_000, 2_000_001));
        assertThat(new Linearizability(Model.CAS, 50_000).check(new History(operations)).toString())
                .isEqualTo("undecided after 50,000 states (key x)");
    }

    private static Verdict check(Model model, List<Operation> operations) {
        return new Linearizability(model, STATES_MAX).check(new History(operations));
    }

    private static Operation ok(String process, String kind, Object value, long invoke, long returned) {
        return new Operation(process, kind, "x", value, invoke, returned, Outcome.OK);
    }

    private static List<Operation> randomHistory(Model model, SplittableRandom random) {
        var operations = new ArrayList<Operation>();
        for (var i = 0; i < 2 + random.nextInt(5); i++) {
            var invoke = random.nextInt(20);
            var outcome = random.nextInt(5) == 0 ? Outcome.UNKNOWN : Outcome.OK;
            var returned = outcome == Outcome.OK ? invoke + random.nextInt(10) : Long.MAX_VALUE;
            var value = (Object) (random.nextInt(4) == 0 ? null : (Long) (long) random.nextInt(2));
            var kinds =
                    switch (model) {
                        case REGISTER -> List.of("read", "write");
                        case CAS -> List.of("read", "write", "cas");
                        case KV -> List.of("get", "put", "cas", "delete");
                        case MUTEX -> List.of("acquire", "release");
                    };
            var kind = kinds.get(random.nextInt(kinds.size()));
            if (kind.equals("cas")) {
                value =
                        Arrays.asList(
                                (Object) (long) random.nextInt(2), (long) random.nextInt(2), random.nextBoolean());
            }
            operations.add(new Operation("p" + random.nextInt(3), kind, "x", value, invoke, returned, outcome));
        }
        return operations;
    }

    /// The definition, without any cleverness.
    private static boolean anyOrderExplains(Model model, List<Operation> history) {
        return explains(model, null, new ArrayList<>(history));
    }

    private static boolean explains(Model model, Object state, List<Operation> left) {
        if (left.stream().noneMatch(Operation::isOk)) {
            return true;
        }
        for (var next : List.copyOf(left)) {
            var tooEarly = left.stream().anyMatch(other -> other.isOk() && other.returnNanos() < next.invokeNanos());
            var after = model.step(state, next);
            if (!tooEarly && !Model.isRefused(after)) {
                var rest = new ArrayList<>(left);
                rest.remove(next);
                if (explains(model, after, rest)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Operation> longHistory(int operations, int keys, int processes, SplittableRandom random) {
        var values = new Long[keys];
        var history = new ArrayList<Operation>();
        for (var i = 0; i < operations; i++) {
            var key = random.nextInt(keys);
            var moment = 100L * i;
            var reads = random.nextBoolean();
            if (!reads) {
                values[key] = (long) random.nextInt(5);
            }
            history.add(
                    new Operation(
                            "p" + i % processes,
                            reads ? "read" : "write",
                            "k" + key,
                            values[key],
                            moment - random.nextInt(2_000),
                            moment + random.nextInt(2_000),
                            Outcome.OK));
        }
        Collections.shuffle(history, new java.util.Random(random.nextLong()));
        assertThat(history).noneMatch(operation -> Objects.equals(operation.key(), ""));
        return history;
    }
}
