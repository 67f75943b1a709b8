/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import static dev.sparrow.reference.Nodes.pair;
import static dev.sparrow.reference.Nodes.slices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.format.TextSink;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.value.Compression;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class ReferenceActionsTest {
    private final Lineage numbers = slices(List.of(3, 1, 2), List.of(), List.of(4));

    private List<Object> run(Action action) throws Exception {
        return Reference.run(numbers, action, List.of(0, 1, 2));
    }

    @Test
    void partialResults_comeInTheOrderAskedFor() throws Exception {
        assertThat(Reference.run(numbers, new Action.Collect(), List.of(2, 0)))
                .isEqualTo(List.of(List.of(4), List.of(3, 1, 2)));
        assertThat(Reference.run(slices(), new Action.Collect(), List.of())).isEmpty();
    }

    @Test
    void count_isALong() throws Exception {
        assertThat(run(new Action.Count())).containsExactly(3L, 0L, 1L);
    }

    @Test
    void reduce_isAListOfOneOrNone() throws Exception {
        assertThat(run(new Action.Reduce((x, y) -> (int) x - (int) y)))
                .isEqualTo(List.of(List.of(0), List.of(), List.of(4)));
        assertThat(Reference.run(slices(Arrays.asList(1, null)), new Action.Reduce((_, y) -> y), List.of(0)))
                .isEqualTo(List.of(Arrays.asList((Object) null)));
    }

    @Test
    void fold_startsFromACopyOfZeroInEachPartition() throws Exception {
        var zero = new ArrayList<Object>(List.of("z"));
        var fold =
                new Action.Fold(
                        zero,
                        (list, element) -> {
                            @SuppressWarnings("unchecked")
                            var elements = (List<Object>) list;
                            elements.add(element);
                            return elements;
                        });

        assertThat(run(fold)).isEqualTo(List.of(List.of("z", 3, 1, 2), List.of("z"), List.of("z", 4)));
        assertThat(zero).containsExactly("z");
    }

    @Test
    void take_isTheFirstOfEachPartition() throws Exception {
        assertThat(run(new Action.Take(2))).isEqualTo(List.of(List.of(3, 1), List.of(), List.of(4)));
        assertThat(run(new Action.Take(0))).isEqualTo(List.of(List.of(), List.of(), List.of()));
    }

    @Test
    void takeOrdered_isTheSmallest_ofEqualOnesTheFirst() throws Exception {
        assertThat(run(new Action.TakeOrdered(2, (left, right) -> Integer.compare((int) left, (int) right))))
                .isEqualTo(List.of(List.of(1, 2), List.of(), List.of(4)));
        var pairs = slices(List.of(pair(2, "a"), pair(1, "b"), pair(1, "c"), pair(1, "d")));
        assertThat(
                        Reference.run(
                                pairs,
                                new Action.TakeOrdered(
                                        2,
                                        (left, right) ->
                                                Integer.compare((int) Pairs.key(left), (int) Pairs.key(right))),
                                List.of(0)))
                .isEqualTo(List.of(List.of(pair(1, "b"), pair(1, "c"))));
    }

    @Test
    void foreach_meetsTheElementsOfTheAskedPartitions_andGivesNull() throws Exception {
        var met = new ArrayList<Object>();

        assertThat(Reference.run(numbers, new Action.Foreach(met::add), List.of(0, 1))).containsExactly(null, null);
        assertThat(met).containsExactly(3, 1, 2);
    }

    @Test
    void eachPartition_givesWhatTheFunctionMakes() throws Exception {
        assertThat(run(new Action.EachPartition(elements -> elements.hasNext() ? elements.next() : "none")))
                .containsExactly(3, "none", 4);
    }

    @Test
    void saveText_writesALineForEachElement(@TempDir Path folder) throws Exception {
        var lines = slices(Arrays.asList("ä", null, 1.5), List.of());

        var names =
                Reference.run(lines, new Action.Save(new TextSink(Compression.NONE), folder.toString()), List.of(0, 1));

        assertThat(Files.readString(folder.resolve((String) names.get(0)))).isEqualTo("ä\nnull\n1.5\n");
        assertThat(Files.readString(folder.resolve((String) names.get(1)))).isEmpty();
    }
}
