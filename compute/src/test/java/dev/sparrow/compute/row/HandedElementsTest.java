/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.config.Compilation;
import dev.sparrow.storage.columnar.Kind.Leaf;
import dev.sparrow.storage.columnar.Window;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

class HandedElementsTest {
    private static final Evaluation EVALUATION = new Evaluation(new FakeEnvironment(Compilation.AUTO));

    private static Window window(Leaf leaf, Object array) {
        return Window.over(leaf, List.of(array), Array.getLength(array));
    }

    private static Iterator<Object> handed(Window... windows) {
        var left = Arrays.asList(windows).iterator();
        return HandedElements.of(() -> left.hasNext() ? left.next() : null, EVALUATION);
    }

    private static List<Object> all(Window... windows) {
        var all = new ArrayList<>();
        handed(windows).forEachRemaining(all::add);
        return all;
    }

    @Test
    void everyKindOfNumber_andWhatFollowsOfAnother_comesInOrder() {
        var longs = window(Leaf.LONG, new long[] {1, 2});
        var doubles = window(Leaf.DOUBLE, new double[] {0.5});
        var ints = window(Leaf.INT, new int[] {7});
        var objects = window(Leaf.OBJECT, new Object[] {"a", null});
        var none = window(Leaf.LONG, new long[0]);
        assertThat(all(longs, none, objects, longs)).containsExactly(1L, 2L, "a", null, 1L, 2L);
        assertThat(all(doubles, longs, doubles)).containsExactly(0.5, 1L, 2L, 0.5);
        assertThat(all(ints, doubles, ints)).containsExactly(7, 0.5, 7);
        assertThat(all(objects, ints)).containsExactly("a", null, 7);
        assertThat(all(none, none)).isEmpty();
        assertThat(all()).isEmpty();
    }

    @Test
    void afterTheLast_thereIsNone_howeverOftenAsked() {
        var elements = handed(window(Leaf.LONG, new long[] {1}));
        assertThat(elements.next()).isEqualTo(1L);
        assertThat(elements.hasNext()).isFalse();
        assertThat(elements.hasNext()).isFalse();
        assertThatThrownBy(elements::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void failureOfTheEngine_isNoted_soThatUserCodeCannotHideIt() {
        var evaluation = new Evaluation(new FakeEnvironment(Compilation.AUTO));
        var failure = new IllegalStateException("blocks are lost");
        assertThatThrownBy(() ->
                        HandedElements.of(
                                () -> {
                                    throw failure;
                                },
                                evaluation))
                .isSameAs(failure);
        assertThatThrownBy(evaluation::checkComplete).isSameAs(failure);
    }
}
