/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.shared.AccumulatorV2;
import dev.sparrow.shared.Broadcast;
import dev.sparrow.value.Tuple2;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Broadcasts and accumulators: one value for all tasks, one count for each task.
class SharedVariablesTest extends ContextTest {
    private static final AtomicInteger CALLS = new AtomicInteger();

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(SparrowException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    /// Of which no copy can be made.
    private static final class Uncopied extends AccumulatorV2<Integer, Integer> {
        private static final long serialVersionUID = 1L;
        private final int way;

        private Uncopied(int way) {
            this.way = way;
        }

        @Override
        public boolean isZero() {
            return true;
        }

        @Override
        public AccumulatorV2<Integer, Integer> copy() {
            return switch (way) {
                case 0 -> null;
                case 1 -> this;
                default -> throw new IllegalStateException("no copy");
            };
        }

        @Override
        public AccumulatorV2<Integer, Integer> copyAndReset() {
            return copy();
        }

        @Override
        public void reset() {}

        @Override
        public void add(Integer value) {}

        @Override
        public void merge(AccumulatorV2<Integer, Integer> other) {}

        @Override
        public Integer value() {
            requireDriver();
            return 7;
        }
    }

    @Test
    void accumulatorWithoutAProperCopy_isNamed() {
        var sc = context("local[2]");
        var complaints =
                List.of(
                        "Accumulator 0 'odd' (Uncopied) has no copy for a task: its copy() returned null.",
                        "Accumulator 1 'odd' (Uncopied) has no copy for a task: its copy() returned the accumulator itself.",
                        "Accumulator 2 'odd' (Uncopied) failed when it was copied for a task:"
                                + " java.lang.IllegalStateException: no copy");
        for (var way = 0; way < 3; way++) {
            var odd = sc.register(new Uncopied(way), "odd");
            var numbers = sc.parallelize(upTo(4), 2);
            assertRefused(() -> numbers.foreach(odd::add), ErrorCode.USER_FUNCTION, complaints.get(way));
            assertThat(odd.value()).isEqualTo(7);
        }
        assertRefused(() -> sc.register(null), ErrorCode.INVALID_ARGUMENT, "the accumulator is null.");
    }

    // ---- Broadcasts -------------------------------------------------------------------------------------------------

    @Test
    void broadcast_isOneObjectForAllTasks_asItWasWhenItWasMade() {
        var sc = context("local[4]");
        var table = new HashMap<>(Map.of(0, "even", 1, "odd"));
        var names = sc.broadcast(table);
        table.put(0, "changed");
        var changing = new ArrayList<>(List.of(7));
        var seen = sc.parallelize(upTo(100), 8).map(x -> new Tuple2<>(names.value().get(x % 2), changing.size()));
        assertThat(seen.distinct().collect()).containsExactlyInAnyOrder(Tuple2.of("even", 1), Tuple2.of("odd", 1));
        assertThat(names.value()).isNotSameAs(table).isEqualTo(Map.of(0, "even", 1, "odd"));

        TestMaster.assumeShared("each executor has its own");
        SEEN.clear();
        sc.parallelize(upTo(100), 8).foreach(x -> SEEN.add(keep(changing, names.value())));
        assertThat(SEEN).hasSize(1).first().isSameAs(names.value());
    }

    private static final Set<Object> SEEN =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    private static Object keep(List<Integer> unused, Object value) {
        assertThat(unused).hasSize(1);
        return value;
    }

    @Test
    void broadcastOfWhatCannotChange_isThatVeryObject() {
        var sc = context("local[2]");
        var value = List.of("a", "b");
        var broadcast = sc.broadcast(value);
        assertThat(broadcast.value()).isSameAs(value);
        assertThat(sc.broadcast(null).value()).isNull();
        assertThat(sc.broadcast(1).id()).isEqualTo(2);
        broadcast.unpersist(true);
        assertThat(broadcast.value()).isSameAs(value);
    }

    @Test
    void destroyedBroadcast_isAnErrorThatNamesIt() {
        var sc = context("local[2]");
        var broadcast = sc.broadcast("x");
        var uses = sc.parallelize(upTo(4), 2).map(x -> x + broadcast.value());
        assertThat(uses.first()).isEqualTo("0x");
        broadcast.destroy();
        var message = "Broadcast 0 (broadcast at SharedVariablesTest.java:";
        assertRefused(uses::collect, ErrorCode.BROADCAST_DESTROYED, message);
        assertRefused(broadcast::value, ErrorCode.BROADCAST_DESTROYED, message);
        assertRefused(broadcast::destroy, ErrorCode.BROADCAST_DESTROYED, message);
        assertRefused(
                () -> sc.parallelize(upTo(4), 2).map(x -> x + broadcast.value()),
                ErrorCode.BROADCAST_DESTROYED,
                "cannot run in tasks: " + message);
    }

    @Test
    void broadcastOfADataset_isRefused() {
        var sc = context("local[2]");
        var dataset = sc.parallelize(upTo(4), 2);
        assertRefused(
                () -> sc.broadcast(dataset), ErrorCode.CLOSURE_CAPTURES_DATASET, "the value of broadcast at Shared");
    }

    // ---- Accumulators -----------------------------------------------------------------------------------------------

    @Test
    void accumulators_holdWhatAllTasksAdded_whenTheActionReturns() {
        var sc = context("local[4]");
        var longs = sc.longAccumulator("numbers");
        var doubles = sc.doubleAccumulator();
        var odd = sc.<Integer>collectionAccumulator("odd");
        sc.parallelize(upTo(1000), 8)
                .foreach(x -> {
                    longs.add(x);
                    doubles.add(x / 2.0);
                    if (x % 2 == 1 && x < 10) {
                        odd.add(x);
                    }
                });
        assertThat(longs.value()).isEqualTo(499_500);
        assertThat(longs.count()).isEqualTo(1000);
        assertThat(longs.avg()).isEqualTo(499.5);
        assertThat(longs.name()).contains("numbers");
        assertThat(doubles.sum()).isEqualTo(249_750);
        assertThat(doubles.avg()).isEqualTo(249.75);
        assertThat(odd.value()).containsExactlyInAnyOrder(1, 3, 5, 7, 9);
        longs.add(1L);
        assertThat(longs.value()).isEqualTo(499_501);
        longs.reset();
        assertThat(longs.isZero()).isTrue();
    }

    @Test
    void failedAttempts_doNotCount() {
        CALLS.set(0);
        var sc = context("local[2,4]");
        var seen = sc.longAccumulator();
        sc.parallelize(upTo(100), 4)
                .foreach(x -> {
                    seen.add(1);
                    if (x == 99 && CALLS.incrementAndGet() < 3) {
                        throw new IllegalStateException("again");
                    }
                });
        assertThat(CALLS).hasValue(3);
        assertThat(seen.value()).isEqualTo(100);
    }

    @Test
    void mapOutputThatIsMadeAgain_countsOnce() {
        CALLS.set(0);
        var sc = context("local[2]");
        var seen = sc.longAccumulator();
        var sums =
                sc.parallelize(upTo(100), 4)
                        .mapToPair(x -> {
                            seen.add(1);
                            CALLS.incrementAndGet();
                            return new Tuple2<>(x % 3, x);
                        })
                        .reduceByKey(Integer::sum, 2);
        var expected = sums.collectAsMap();
        assertThat(EngineAccess.of(sc).loseMapOutput(1)).isOne();
        assertThat(sums.collectAsMap()).isEqualTo(expected);
        assertThat(CALLS).hasValue(125);
        assertThat(seen.value()).isEqualTo(100);
    }

    @Test
    void tasksOfAFailedJob_countIfTheyHadDoneTheirWork() {
        var sc = context("local[1]");
        var seen = sc.longAccumulator();
        assertThatThrownBy(() ->
                        sc.parallelize(upTo(40), 4)
                                .foreach(x -> {
                                    seen.add(1);
                                    if (x == 39) {
                                        throw new IllegalStateException("no");
                                    }
                                }))
                .hasMessageContaining("no");
        assertThat(seen.value()).isEqualTo(30);
    }

    @Test
    void accumulatorBehindAKeptDataset_countsWhatIsComputed() {
        var sc = context("local[2]");
        var seen = sc.longAccumulator();
        var kept =
                sc.parallelize(upTo(100), 4)
                        .map(x -> {
                            seen.add(1);
                            return x;
                        })
                        .cache();
        kept.count();
        kept.count();
        assertThat(seen.value()).isEqualTo(100);
    }

    @Test
    void readingInATask_isAnErrorThatNamesTheAccumulator() {
        var sc = context("local[2]");
        var seen = sc.longAccumulator("seen");
        assertRefused(
                () -> sc.parallelize(upTo(4), 2).map(x -> seen.value()).collect(),
                ErrorCode.ACCUMULATOR_MISUSED,
                "Accumulator 0 'seen' (LongAccumulator) was read in a task");
    }

    @Test
    void accumulatorThatIsNotRegistered_isRefusedWhereItIsCaptured() {
        var sc = context("local[2]");
        var words = new Words();
        var lines = sc.parallelize(List.of("a b", "b c"), 2);
        assertRefused(
                () -> lines.foreach(line -> words.add(line)),
                ErrorCode.ACCUMULATOR_MISUSED,
                "cannot run in tasks: An accumulator (Words) is not registered");
        sc.register(words, "words");
        lines.foreach(line -> words.add(line));
        assertThat(words.value()).containsExactly("a", "b", "c");
        assertRefused(() -> sc.register(words), ErrorCode.ACCUMULATOR_MISUSED, "is registered already");
    }

    @Test
    void accumulatorThatCannotMerge_failsTheActionThatCounted() {
        var sc = context("local[2]");
        var broken = sc.register(new Broken(), "broken");
        assertRefused(
                () -> sc.parallelize(List.of("a"), 1).foreach(line -> broken.add(line)),
                ErrorCode.USER_FUNCTION,
                "Accumulator 0 'broken' (Broken) failed while merging");
    }

    /// That throws when what a task added is merged.
    private static final class BreaksAtMerge extends Words {
        private static final long serialVersionUID = 1L;
        private final boolean outOfMemory;

        private BreaksAtMerge(boolean outOfMemory) {
            this.outOfMemory = outOfMemory;
        }

        @Override
        public BreaksAtMerge copy() {
            return new BreaksAtMerge(outOfMemory);
        }

        @Override
        public void merge(AccumulatorV2<String, Set<String>> other) {
            throw outOfMemory ? new OutOfMemoryError("of the test") : new StackOverflowError("of the test");
        }
    }

    @Test
    void mergeThatFails_failsOnlyTheJobWhoseTasksAdded() {
        var sc = context("local[2]");
        var sound = sc.longAccumulator();
        for (var outOfMemory : List.of(true, false)) {
            var broken = sc.register(new BreaksAtMerge(outOfMemory), "broken");
            var action = sc.parallelize(List.of("a", "b", "c"), 3).foreachAsync(line -> broken.add(line));
            await().until(() -> sc.statusTracker().getActiveJobIds().isEmpty());
            // These merge for all.
            assertThat(sc.parallelize(List.of("a"), 1).count()).isOne();
            assertThat(sound.value()).isZero();
            assertThat(broken.value()).isEmpty();
            assertThatThrownBy(action::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            SparrowException.class,
                            e ->
                                    assertThat(e.code())
                                            .isEqualTo(
                                                    outOfMemory ? ErrorCode.OUT_OF_RESOURCES : ErrorCode.USER_FUNCTION))
                    .hasMessageContaining("'broken' (BreaksAtMerge) failed while merging what a task added: java.lang.")
                    .hasMessageContaining("of the test");
            for (var i = 0; i < 3; i++) {
                assertThat(sc.parallelize(List.of("a"), 1).count()).isOne();
            }
        }
    }

    /// That does not return when what a task added is merged, until its gate is open.
    private static final class HangsAtMerge extends Words {
        private static final long serialVersionUID = 1L;

        @Override
        public HangsAtMerge copy() {
            return new HangsAtMerge();
        }

        @Override
        public void merge(AccumulatorV2<String, Set<String>> other) {
            GATES.get("merging").countDown();
            try {
                assertThat(GATES.get("hang").await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.merge(other);
        }
    }

    @Test
    void mergeThatHangs_holdsUpOnlyTheJobWhoseTasksAdded() throws Exception {
        var sc = context("local[2]");
        var sound = sc.longAccumulator();
        var hanging = sc.register(new HangsAtMerge(), "hanging");
        GATES.put("merging", new CountDownLatch(1));
        GATES.put("hang", new CountDownLatch(1));
        var held = sc.parallelize(List.of("a", "b"), 2).foreachAsync(line -> hanging.add(line));
        assertThat(GATES.get("merging").await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();

        var other = sc.parallelize(upTo(20), 3).foreachAsync(x -> sound.add(x));
        other.get(Patience.SECONDS, TimeUnit.SECONDS);
        assertThat(sound.count()).isEqualTo(20);
        assertThat(held.isDone()).isFalse();

        GATES.get("hang").countDown();
        held.get(Patience.SECONDS, TimeUnit.SECONDS);
        assertThat(hanging.value()).containsExactly("a", "b");
    }

    @Test
    void valueThatIsReadWhileAJobRuns_neverFailsBecauseOfAnother() throws Exception {
        var sc = context("local[1]");
        var sound = sc.longAccumulator();
        var broken = sc.register(new Broken(), "broken");
        var gate = new CountDownLatch(1);
        GATES.put("merge", gate);
        var action =
                sc.parallelize(List.of("a", "b"), 2)
                        .foreachAsync(line -> {
                            if (line.equals("b")) {
                                GATES.get("merge").await();
                            }
                            broken.add(line);
                        });
        await().until(() ->
                sc.statusTracker().getActiveStageIds().size() == 1
                        && sc.statusTracker()
                                        .getStageInfo(sc.statusTracker().getActiveStageIds().getFirst())
                                        .orElseThrow()
                                        .completedTasks()
                                == 1);
        assertThat(sound.value()).isZero();
        gate.countDown();
        assertThatThrownBy(action::get).hasMessageContaining("'broken' (Broken) failed while merging");
    }

    private static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();

    @Test
    void oneCaptureByTwoSteps_isOneAccumulator() {
        var sc = context("local[2]");
        var seen = sc.longAccumulator();
        assertThat(twice(sc, seen).count()).isEqualTo(10);
        assertThat(seen.sum()).isEqualTo(10 + 2000);
    }

    private static Rdd<Integer> twice(Sparrow sc, dev.sparrow.shared.LongAccumulator seen) {
        return sc.parallelize(upTo(20), 3)
                .filter(x -> {
                    seen.add(100);
                    return x % 2 == 0;
                })
                .map(x -> {
                    seen.add(1);
                    return x;
                });
    }

    /// The distinct words of lines.
    private static class Words extends AccumulatorV2<String, Set<String>> {
        private final Set<String> words = new TreeSet<>();

        @Override
        public boolean isZero() {
            return words.isEmpty();
        }

        @Override
        public Words copy() {
            var copy = new Words();
            copy.words.addAll(words);
            return copy;
        }

        @Override
        public void reset() {
            words.clear();
        }

        @Override
        public void add(String line) {
            words.addAll(List.of(line.split(" ")));
        }

        @Override
        public void merge(AccumulatorV2<String, Set<String>> other) {
            words.addAll(((Words) other).words);
        }

        @Override
        public Set<String> value() {
            requireDriver();
            return words;
        }
    }

    private static final class Broken extends Words {
        @Override
        public Broken copy() {
            return new Broken();
        }

        @Override
        public void merge(AccumulatorV2<String, Set<String>> other) {
            throw new UnsupportedOperationException("never");
        }
    }

    @Test
    void broadcastInABroadcast_isKeptByReference() {
        var sc = context("local[2]");
        var inner = sc.broadcast(new ArrayList<>(List.of(1)));
        Broadcast<List<Object>> outer = sc.broadcast(new ArrayList<>(List.<Object>of(inner)));
        assertThat(outer.value().getFirst()).isSameAs(inner);
    }
}
