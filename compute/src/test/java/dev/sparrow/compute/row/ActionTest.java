/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Op;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.SerializableComparator;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Step;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

class ActionTest extends PlanTest {
    private static final SerializableComparator<Object> BY_LENGTH =
            SerializableComparator.comparing(text -> ((String) text).length());

    private final Plan plan = newPlan();

    @Test
    void collect_keepsNulls() {
        plan.slices(Arrays.asList(1, null));

        assertThat(plan.collect()).containsExactly(1, null);
    }

    @Test
    void count_ofARangeMakesNoElements() {
        var range = plan.range(0, 1, Long.MAX_VALUE, 1);
        assertThat(plan.count()).isEqualTo(Long.MAX_VALUE);

        plan.union(List.of(range), List.of(1));
        assertThat(plan.count()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void count_ofCoalescedRanges_addsThemUp() {
        var range = plan.range(0, 1, 1L << 40, 64);
        var few = plan.slices(List.of(1, 2, 3));
        plan.add(new Op.Coalesced(plan.union(List.of(range, few), List.of(64, 1)), 0, 65, 1));

        assertThat(plan.count()).isEqualTo((1L << 40) + 3);
    }

    @Test
    void count_runsSteps() {
        plan.steps(plan.range(0, 1, 10, 1), new Step.Filter(value -> (long) value % 3 == 0));

        assertThat(plan.count()).isEqualTo(4);
    }

    @Test
    void count_beyondLong_isAnOverflow() {
        var range = plan.range(0, 1, Long.MAX_VALUE, 1);
        plan.add(new Op.Coalesced(plan.union(List.of(range, range), List.of(1, 1)), 0, 2, 1));

        assertThatThrownBy(plan::count)
                .isInstanceOfSatisfying(SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERFLOW))
                .hasMessageStartingWith(
                        "action at Test.java:1 cannot count partition 0: it has more than"
                                + " 9223372036854775807 elements");
    }

    @Test
    void reduce_givesAListOfOneOrNone() {
        plan.slices(List.of("a", "b", "c"), List.of(), Collections.singletonList(null));
        var reduce = new Action.Reduce((left, right) -> left + "" + right);

        assertThat(plan.act(reduce, 0)).isEqualTo(List.of("abc"));
        assertThat(plan.act(reduce, 1)).isEqualTo(List.of());
        assertThat(plan.act(reduce, 2)).isEqualTo(Collections.singletonList(null));
    }

    @Test
    void fold_startsFromACopyOfZero() {
        plan.slices(List.of(1, 2));
        var zero = new ArrayList<Object>();
        var fold =
                new Action.Fold(
                        zero,
                        (list, value) -> {
                            ((ArrayList<?>) list).addLast(null);
                            return list;
                        });

        assertThat(plan.act(fold)).isEqualTo(Arrays.asList(null, null));
        assertThat(zero).isEmpty();
    }

    @Test
    void takeOrdered_takesTheSmallest_ofEqualOnesTheFirst() {
        plan.slices(List.of("ccc", "bb", "a", "dd", "e", "fff", "gg"));

        assertThat(plan.act(new Action.TakeOrdered(4, BY_LENGTH))).isEqualTo(List.of("a", "e", "bb", "dd"));
        assertThat(plan.act(new Action.TakeOrdered(Integer.MAX_VALUE, BY_LENGTH)))
                .isEqualTo(List.of("a", "e", "bb", "dd", "gg", "ccc", "fff"));
        assertThat(plan.act(new Action.TakeOrdered(0, BY_LENGTH))).isEqualTo(List.of());
    }

    @Test
    void takeOrdered_isAStableSortAndALimit() {
        for (var seed = 0; seed < 50; seed++) {
            var random = new SplittableRandom(seed);
            var elements = new ArrayList<Object>();
            for (var i = 0; i < random.nextInt(200); i++) {
                elements.add("x".repeat(random.nextInt(10)) + i);
            }
            var limit = random.nextInt(1, 30);
            var each = newPlan();
            each.slices(elements);

            assertThat(each.act(new Action.TakeOrdered(limit, BY_LENGTH)))
                    .as("seed " + seed)
                    .isEqualTo(elements.stream().sorted(BY_LENGTH).limit(limit).toList());
        }
    }

    @Test
    void foreach_seesEachElementOnce_andAnswersNull() {
        plan.slices(List.of(1, 2));
        var seen = new ArrayList<>();

        assertThat(plan.act(new Action.Foreach(seen::add))).isNull();
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void eachPartition_answersWhatTheFunctionMakes() {
        plan.slices(List.of(1, 2));

        assertThat(plan.act(new Action.EachPartition(elements -> elements.next() + " of " + elements.hasNext())))
                .isEqualTo("1 of true");
    }
}
