/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.error.SparrowException;
import dev.sparrow.task.BarrierTaskContext;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.Serializable;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What is large gets through between driver and executors, of whose messages none is.
@Timeout(180)
class LargeValuesTest extends ContextTest {
    private static final int MIB = 1 << 20;

    private Sparrow sc;

    @BeforeEach
    void start() {
        sc = context("local-bytes[3]");
    }

    private Rdd<Integer> numbers(int count, int partitions) {
        return sc.parallelize(IntStream.range(0, count).boxed().toList(), partitions);
    }

    @Test
    void textsOfAMegabyte_areGathered_severalTimes() {
        var lengths =
                numbers(3, 3)
                        .barrier()
                        .mapPartitionsWithIndex((partition, _) -> {
                            var task = BarrierTaskContext.get();
                            task.barrier();
                            var first = task.allGather(("" + partition).repeat(MIB));
                            var second = task.allGather("€".repeat(MIB + partition));
                            var seen = first.stream().map(text -> text.charAt(MIB - 1) + "" + text.length());
                            return List.of(
                                            seen.toList().toString(),
                                            second.stream().map(String::length).toList().toString())
                                    .iterator();
                        });
        var first = "[01048576, 11048576, 21048576]";
        var second = "[1048576, 1048577, 1048578]";
        assertThat(lengths.collect()).containsExactly(first, second, first, second, first, second);
    }

    @Test
    void twentyThousandTinyTasks_run() {
        assertThat(numbers(20_000, 20_000).map(x -> x + 1L).reduce(Long::sum)).isEqualTo(200_010_000L);
    }

    @Test
    void exceptionWithALongMessage_isToldInFull() {
        var failing =
                numbers(3, 3)
                        .map(x -> {
                            throw new IllegalStateException("long" + ".".repeat(10 * MIB) + "end");
                        });
        assertThatThrownBy(failing::count)
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("java.lang.IllegalStateException: long...")
                .hasMessageContaining("...end");
        assertThat(numbers(3, 3).count()).isEqualTo(3);
    }

    private static RuntimeException chain(int causes) {
        var thrown = new IllegalStateException("cause " + causes);
        for (var i = causes - 1; i >= 0; i--) {
            thrown = new IllegalStateException("cause " + i, thrown);
        }
        return thrown;
    }

    @Test
    void exceptionWithManyCauses_isTold() {
        var failing =
                numbers(3, 3)
                        .map(x -> {
                            throw chain(100);
                        });
        assertThatThrownBy(failing::count)
                .hasMessageContaining("java.lang.IllegalStateException: cause 0")
                .hasStackTraceContaining("Caused by: java.lang.IllegalStateException: cause 1");
        assertThat(numbers(3, 3).count()).isEqualTo(3);
    }

    /// Makes classes.
    private static final class Loader extends ClassLoader {
        private RuntimeException thrown() throws ReflectiveOperationException {
            var type = ClassDesc.of("only.there.NobodyElseKnows");
            var parent = ClassDesc.of("java.lang.IllegalStateException");
            var form = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
            var bytes =
                    ClassFile.of()
                            .build(
                                    type,
                                    made ->
                                            made.withSuperclass(parent)
                                                    .withMethodBody(
                                                            ConstantDescs.INIT_NAME,
                                                            form,
                                                            ClassFile.ACC_PUBLIC,
                                                            code ->
                                                                    code.aload(0)
                                                                            .aload(1)
                                                                            .invokespecial(
                                                                                    parent,
                                                                                    ConstantDescs.INIT_NAME,
                                                                                    form)
                                                                            .return_()));
            return (RuntimeException)
                    defineClass(null, bytes, 0, bytes.length).getConstructor(String.class).newInstance("of its own");
        }
    }

    @Test
    void exceptionOfAClassThatOnlyTheExecutorKnows_isToldByWhatItSaid() {
        var failing =
                numbers(3, 3)
                        .map(x -> {
                            throw new Loader().thrown();
                        });
        assertThatThrownBy(failing::count)
                .hasMessageContaining("only.there.NobodyElseKnows: of its own")
                .hasStackTraceContaining("Caused by: only.there.NobodyElseKnows: of its own");
    }

    @Test
    void largeResults_areFetched() {
        var results = numbers(3, 3).map(x -> new byte[10 * MIB + x]).collect();
        assertThat(results).extracting(bytes -> bytes.length - 10 * MIB).containsExactly(0, 1, 2);
    }

    @Test
    void largeAccumulators_areMerged() {
        var texts = sc.<String>collectionAccumulator("texts");
        numbers(3, 3).foreach(x -> texts.add(("" + x).repeat(10 * MIB)));
        assertThat(texts.value())
                .extracting(text -> text.charAt(10 * MIB - 1))
                .containsExactlyInAnyOrder('0', '1', '2');
    }

    /// A table to look up in.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    private record Table(byte[] cells) implements Serializable {}

    @Test
    void largeBroadcasts_reachAllTasks() {
        var cells = new byte[50 * MIB];
        Arrays.fill(cells, (byte) 3);
        var table = sc.broadcast(new Table(cells));
        assertThat(numbers(6, 6).map(x -> table.value().cells()[x * 8 * MIB] + x).collect())
                .containsExactly(3, 4, 5, 6, 7, 8);
    }

    @Test
    void thousandsOfReducePartitions_findTheirBlocks() {
        var sums = numbers(8_000, 4).mapToPair(x -> Tuple2.of(x % 4_000, 1)).reduceByKey(Integer::sum, 2_000);
        assertThat(sums.values().distinct().collect()).containsExactly(2);
        assertThat(sums.count()).isEqualTo(4_000);
    }
}
