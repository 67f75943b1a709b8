/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.task.TaskContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.LinkedHashMap;
import java.util.Map;

/// Functions that start jobs by way of a static field, which no check of closures sees: all slots would wait for jobs
/// that wait for a slot.
@Timeout(180)
class NestedJobsTest extends ContextTest {
    private static Rdd<Long> other;

    private static Map<String, Function<Long, Object>> calls() {
        var calls = new LinkedHashMap<String, Function<Long, Object>>();
        calls.put("count", _ -> other.count());
        calls.put("collect", _ -> other.collect());
        calls.put("reduce", _ -> other.reduce(Long::sum));
        calls.put(
                "foreach",
                _ -> {
                    other.foreach(_ -> {});
                    return 1;
                });
        calls.put("countAsync", _ -> other.countAsync().get());
        calls.put("foreachAsync", _ -> other.foreachAsync(_ -> {}).get());
        calls.put("countApprox", _ -> other.countApprox(1_000).getFinalValue());
        calls.put("toLocalIterator", _ -> other.toLocalIterator().next());
        calls.put("take", _ -> other.sortBy(x -> x, true, 2).take(1));
        return calls;
    }

    @Test
    void jobInATask_isRefusedByName() {
        var sc = context("local[2]");
        other = sc.range(0, 100, 1, 4);
        calls().forEach((name, call) ->
                assertThatThrownBy(() -> sc.range(0, 8, 1, 8).map(x -> call.call(x)).collect())
                        .isInstanceOfSatisfying(
                                SparrowException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSURE_CAPTURES_DATASET))
                        .hasMessageContaining("collect at NestedJobsTest.java:")
                        .hasMessageContaining(name + " at NestedJobsTest.java:")
                        .hasMessageContaining(" was called in the task of partition ")
                        .hasMessageContaining("Functions that run in tasks cannot start jobs"));
        assertThat(other.count()).isEqualTo(100);
    }

    @Test
    void jobInAListenerOfATask_isRefused() {
        var sc = context("local[1]");
        other = sc.range(0, 100, 1, 4);
        assertThatThrownBy(() ->
                        sc.range(0, 1, 1, 1)
                                .foreach(_ -> TaskContext.get().addTaskCompletionListener(_ -> other.count())))
                .hasMessageContaining("count at NestedJobsTest.java:")
                .hasMessageContaining("was called in the task");
    }
}
