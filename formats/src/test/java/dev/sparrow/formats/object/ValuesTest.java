/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Rdd;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.FormatTest;
import dev.sparrow.value.StorageLevel;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Values of the JDK take each way that values can take, and must be the same at its end.
class ValuesTest extends FormatTest {
    private static final int COPIES = 3;

    private static final Set<ErrorCode> REFUSALS =
            Set.of(ErrorCode.ELEMENT_NOT_SERIALIZABLE, ErrorCode.CLOSURE_NOT_SERIALIZABLE);

    /// Of each value so many, alone in its partition: then columns are tried as well as rows.
    private Rdd<Object> values(int value) {
        return sc.range(0, COPIES, 1, 1).map(_ -> JdkValues.all().get(value).value());
    }

    private interface Way {
        List<Object> take(int value);
    }

    @Test
    void values_areTheSameAfterTheCacheInMemory() {
        checkAll("cache in memory", value -> kept(value, StorageLevel.MEMORY_ONLY));
    }

    @Test
    void values_areTheSameAfterTheCacheOnDisk() {
        checkAll("cache on disk", value -> kept(value, StorageLevel.DISK_ONLY));
    }

    @Test
    void values_areTheSameAfterAnExchange() {
        checkAll("exchange", value -> values(value).repartition(2).collect());
    }

    @Test
    void values_areTheSameAfterASpill() {
        context("sparrow.memory.bytes", "1k");
        checkAll(
                "spill",
                value -> values(value).keyBy(_ -> 1).groupByKey(1).flatMap(group -> group._2().iterator()).collect());
    }

    @Test
    void values_areTheSameAfterObjectFiles() {
        // The list of very many would be one that a few bytes make of any length.
        checkAll(
                "object file",
                List.of("Path", "Collections.nCopies of very many"),
                value -> {
                    values(value).saveAsObjectFile(target("objects-" + value));
                    return sc.objectFile(target("objects-" + value)).collect();
                });
    }

    @Test
    void values_areTheSameAfterACheckpoint() {
        sc.setCheckpointDir(target("checkpoints"));
        checkAll(
                "checkpoint",
                value -> {
                    var dataset = values(value);
                    dataset.checkpoint();
                    dataset.foreach(_ -> {});
                    assertThat(dataset.isCheckpointed()).isTrue();
                    return dataset.collect();
                });
    }

    @Test
    void values_areTheSameAfterABroadcast() {
        // It is copied as functions are, by Java serialization alone.
        var refused =
                check(
                        "broadcast",
                        value -> {
                            var shared = sc.broadcast(JdkValues.all().get(value).value());
                            return sc.range(0, 1, 1, 1).map(_ -> shared.value()).collect();
                        });
        assertThat(refused).isNotEmpty();
    }

    private List<Object> kept(int value, StorageLevel level) {
        var dataset = values(value).persist(level);
        dataset.foreach(_ -> {});
        return dataset.collect();
    }

    /// By these ways everything goes but what is no value.
    private static void checkAll(String name, Way way) {
        checkAll(name, List.of("Path"), way);
    }

    private static void checkAll(String name, List<String> refused, Way way) {
        assertThat(check(name, way)).isSubsetOf(refused);
    }

    private static List<String> check(String name, Way way) {
        var outcomes = new TreeMap<String, List<String>>();
        for (var i = 0; i < JdkValues.all().size(); i++) {
            var value = JdkValues.all().get(i);
            outcomes.computeIfAbsent(outcome(value, way, i), _ -> new ArrayList<>()).add(value.name());
        }
        var counts = new TreeMap<String, Integer>();
        outcomes.forEach((outcome, names) -> counts.put(outcome, names.size()));
        System.out.println(name + ": " + JdkValues.all().size() + " values " + counts);
        assertThat(outcomes.keySet()).as("%s", outcomes).isSubsetOf("same", "equal, of another class", "refused");
        return outcomes.getOrDefault("refused", List.of());
    }

    private static String outcome(JdkValues value, Way way, int number) {
        List<Object> copies;
        try {
            copies = way.take(number);
        } catch (SparrowException e) {
            return REFUSALS.contains(e.code()) ? "refused" : e.toString();
        }
        if (copies.isEmpty()) {
            return "nothing";
        }
        var verdicts = copies.stream().map(copy -> compared(value, copy)).distinct();
        return verdicts.filter(verdict -> !verdict.equals("same")).reduce(String::concat).orElse("same");
    }

    private static String compared(JdkValues value, Object copy) {
        var original = value.value();
        // Those that compare by identity say what they are.
        var byIdentity = !original.equals(value.value());
        if (!byIdentity && !Objects.deepEquals(copy, original)) {
            return "not equal: " + copy;
        }
        var same = copy.getClass() == original.getClass();
        try {
            var says = value.says().apply(copy);
            var should = value.says().apply(original);
            if (!Objects.equals(says, should)) {
                return "says " + says + " and not " + should;
            }
        } catch (ClassCastException e) {
            return e.toString();
        }
        return same ? "same" : "equal, of another class";
    }
}
