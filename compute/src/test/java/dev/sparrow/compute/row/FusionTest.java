/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.config.Compilation;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/// What a compiled loop must have in common with row mode, also where one takes over from the other.
class FusionTest {
    private static final int BOTH_SIDES = 3 * Pipeline.ELEMENTS_MIN;

    private static Plan plan(Compilation compilation, List<?> elements, List<Step> steps) {
        var plan = new Plan(compilation);
        plan.steps(plan.slices(elements), steps);
        return plan;
    }

    /// The same action in row mode, compiled, and half and half; all must agree.
    private static Object everywhere(Action action, List<?> elements, Step... steps) {
        var expected = plan(Compilation.NEVER, elements, List.of(steps)).act(action);
        // The loop takes over in the middle only if nobody made its class before.
        for (var compilation : List.of(Compilation.AUTO, Compilation.ALWAYS)) {
            var plan = plan(compilation, elements, List.of(steps));
            assertThat(plan.act(action)).as("%s", compilation).isEqualTo(expected);
            assertThat(plan.environment.counters().recordsRead).as("%s", compilation).isEqualTo(elements.size());
        }
        return expected;
    }

    private static List<Long> longs(long size) {
        return LongStream.range(0, size).boxed().toList();
    }

    @SuppressWarnings("unchecked")
    private static Function2<Object, Object, Object> erased(Function2<?, ?, ?> function) {
        return (Function2<Object, Object, Object>) function;
    }

    @Test
    void everyStepAndEnd_givesWhatRowModeGives_onBothSidesOfTheSwitch() {
        Function2<Long, Long, Long> sum = Long::sum;
        for (var size : List.of(0, 1, 5, Pipeline.ELEMENTS_MIN, BOTH_SIDES, Pipeline.ELEMENTS_MIN + 1)) {
            Step[] steps = {
                new Step.Filter(value -> (long) value % 3 != 0),
                new Step.FlatMap(value -> Collections.nCopies((int) ((long) value % 4), value).iterator()),
                new Step.KeyBy(value -> (long) value % 10),
                new Step.MapValues(value -> (long) value * 2),
                new Step.FlatMapValues(value -> List.of(value, (Object) (-(long) value + 1)).iterator()),
                new Step.Map(pair -> ((Tuple2<?, ?>) pair)._2())
            };
            everywhere(new Action.Collect(), longs(size), steps);
            everywhere(new Action.Count(), longs(size), steps);
            everywhere(new Action.Reduce(erased(sum)), longs(size), steps);
            everywhere(new Action.Fold(7L, erased(sum)), longs(size), steps);
            everywhere(new Action.TakeOrdered(20, (x, y) -> Long.compare((long) x, (long) y)), longs(size), steps);
            everywhere(new Action.Count(), longs(size), new Step.Filter(_ -> false));
            everywhere(new Action.Reduce(erased(sum)), longs(size), new Step.Filter(_ -> false));
        }
    }

    @Test
    void resultsThatAreNullNowAndThen_areKeptAsTheyAre() {
        Function2<Long, Long, Long> ofLongs = (x, y) -> x == null ? y : y == null || (x + y) % 5 == 0 ? null : x + y;
        Function2<Integer, Integer, Integer> ofInts = (x, y) -> x == null ? y : y == null ? null : x ^ y;
        Function2<Double, Double, Double> ofDoubles = (x, y) -> x == null ? y : y == null ? null : x / 2 + y;
        for (var seed = 0; seed < 30; seed++) {
            var random = new SplittableRandom(seed);
            var size = random.nextInt(2) == 0 ? random.nextInt(6) : random.nextInt(BOTH_SIDES);
            var numbers = new ArrayList<Long>();
            for (var i = 0; i < size; i++) {
                numbers.add(random.nextInt(4) == 0 ? null : Long.valueOf(random.nextInt(1000)));
            }
            everywhere(new Action.Reduce(erased(ofLongs)), numbers, new Step.Map(value -> value));
            everywhere(new Action.Fold(null, erased(ofLongs)), numbers, new Step.Map(value -> value));
            everywhere(
                    new Action.Reduce(erased(ofInts)),
                    numbers,
                    new Step.Map(value -> value == null ? null : ((Long) value).intValue()));
            everywhere(
                    new Action.Reduce(erased(ofDoubles)),
                    numbers,
                    new Step.Map(value -> value == null ? null : ((Long) value).doubleValue()));
        }
    }

    @Test
    void nullsAndStrangers_failInTheUsersFunction() {
        Function2<Long, Long, Long> sum = Long::sum;
        for (var elements :
                List.of(Arrays.asList(null, 1L), Arrays.asList(1L, null), List.of("x", 1L), List.of(1L, 2))) {
            var plan = plan(Compilation.ALWAYS, elements, List.of(new Step.Map(value -> value)));
            assertThatThrownBy(() -> plan.act(new Action.Reduce(erased(sum))))
                    .isInstanceOf(UserFailure.class)
                    .hasMessageStartingWith("action at Test.java:1 threw java.lang.");
        }
        var alone = plan(Compilation.ALWAYS, Arrays.asList((Object) null), List.of(new Step.Map(value -> value)));
        assertThat(alone.act(new Action.Reduce(erased(sum)))).isEqualTo(Arrays.asList((Object) null));
    }

    @Test
    void eachFunctionRunsOnce_alsoWhereTheLoopTakesOver() {
        var calls = new AtomicInteger();
        var ends = new AtomicInteger();
        var count =
                plan(
                        Compilation.AUTO,
                        longs(BOTH_SIDES),
                        List.of(
                                new Step.Map(value -> {
                                    calls.incrementAndGet();
                                    return value;
                                })));

        count.act(new Action.Foreach(_ -> ends.incrementAndGet()));

        assertThat(calls).hasValue(BOTH_SIDES);
        assertThat(ends).hasValue(BOTH_SIDES);
    }

    @Test
    void classThatIsThere_isTakenFromTheFirstElement() {
        var inRowMode = new AtomicInteger();
        var map =
                new Step.Map(value -> {
                    var steps = StackWalker.getInstance();
                    if (steps.walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith(".MapStep")))) {
                        inRowMode.incrementAndGet();
                    }
                    return value;
                });
        for (var first : List.of(Pipeline.ELEMENTS_MIN, 0)) {
            plan(Compilation.AUTO, longs(BOTH_SIDES), List.of(map)).act(new Action.Foreach(_ -> {}));
            assertThat(inRowMode.getAndSet(0)).isEqualTo(first);
        }
    }

    @Test
    void take_computesNothingBeyondItsLastElement() {
        for (var limit : List.of(0, 1, 7, Pipeline.ELEMENTS_MIN, Pipeline.ELEMENTS_MIN + 7)) {
            for (var compilation : Compilation.values()) {
                var calls = new AtomicInteger();
                var map =
                        new Step.Map(value -> {
                            calls.incrementAndGet();
                            return value;
                        });
                var list = plan(compilation, longs(BOTH_SIDES), List.of(map));
                var range = new Plan(compilation);
                range.steps(range.range(0, 1, BOTH_SIDES, 1), map);

                assertThat(list.act(new Action.Take(limit))).isEqualTo(longs(limit));
                assertThat(calls.getAndSet(0)).isEqualTo(limit);
                assertThat(range.act(new Action.Take(limit))).isEqualTo(longs(limit));
                assertThat(calls).hasValue(limit);
                assertThat(range.environment.counters().recordsRead).isEqualTo((long) limit);
            }
        }
    }

    @Test
    void ranges_wrapAroundTheirProduct_andMayBeEmpty() {
        for (var compilation : Compilation.values()) {
            var plan = new Plan(compilation);
            plan.steps(plan.range(Long.MIN_VALUE, Long.MAX_VALUE / 5_000, 10_000, 2), new Step.Map(value -> value));
            var rows = new Plan(Compilation.NEVER);
            rows.range(Long.MIN_VALUE, Long.MAX_VALUE / 5_000, 10_000, 2);
            assertThat(plan.collect(1)).isEqualTo(rows.collect(1));

            var empty = new Plan(compilation);
            empty.steps(empty.range(0, 1, 0, 1), new Step.Map(value -> value));
            assertThat(empty.collect()).isEmpty();
            assertThat(empty.count()).isZero();
        }
    }

    @Test
    void longChains_areCompiledAsFarAsALoopReaches() {
        var steps = Collections.nCopies(500, (Step) new Step.Map(value -> (long) value + 1));
        var plan = new Plan(Compilation.ALWAYS);
        plan.steps(plan.range(0, 1, 10_000, 1), steps);

        assertThat(plan.act(new Action.Take(3))).isEqualTo(List.of(500L, 501L, 502L));
        assertThat(plan.count()).isEqualTo(10_000);
    }

    @Test
    void failuresDeepInTheData_nameTheirStep() {
        var plan = new Plan(Compilation.AUTO);
        plan.steps(
                plan.range(0, 1, 100_000, 1),
                new Step.Filter(value -> (long) value >= 0),
                new Step.Map(value -> 1 / (77_777 - (long) value)),
                new Step.MapToDouble(value -> (long) value));

        assertThatThrownBy(plan::count)
                .hasMessage("map at Test.java:1 threw java.lang.ArithmeticException: / by zero for the element 77777")
                .hasStackTraceContaining("FusionTest");
        assertThat(plan.environment.counters().recordsRead).isGreaterThan(70_000);
    }

    @Test
    void fusedSteps_followsWhateverComesBefore() {
        var plan = new Plan(Compilation.ALWAYS);
        var left = plan.range(0, 1, 5, 1);
        var right = plan.slices(List.of(10L, 11L));
        var union = plan.union(List.of(left, right), List.of(1, 1));
        var sorted = plan.add(new Op.Coalesced(union, 0, 2, 1));
        plan.steps(
                sorted,
                new Step.MapPartitions((_, elements) -> elements, false),
                new Step.Glom(),
                new Step.FlatMap(list -> ((List<?>) list).stream().map(x -> (Object) x).iterator()),
                new Step.Map(value -> (long) value * 2));

        assertThat(plan.collect()).containsExactly(0L, 2L, 4L, 6L, 8L, 20L, 22L);
    }
}
