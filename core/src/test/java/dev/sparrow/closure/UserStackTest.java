/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

final class UserStackTest {

    @Test
    void engineFramesBelowTheUser_becomeOne() {
        assertThat(
                        fold(
                                "java.lang.Integer.parseInt",
                                "demo.Job.parse",
                                "demo.Job.lambda$main$0",
                                "dev.sparrow.compute.row.Rows.map",
                                "java.util.ArrayList.forEach",
                                "dev.sparrow.scheduler.Task.run",
                                "java.lang.Thread.run"))
                .isEqualTo(
                        "java.lang.Integer.parseInt(F:1) demo.Job.parse(F:1) demo.Job.lambda$main$0(F:1)"
                                + " sparrow.engine(4 frames folded)");
    }

    @Test
    void userCodeBetweenEngineFrames_stays() {
        assertThat(
                        fold(
                                "demo.Job.next",
                                "dev.sparrow.compute.row.Steps.next",
                                "java.util.Iterator.forEachRemaining",
                                "demo.Job.partition",
                                "dev.sparrow.operator.Erased.call",
                                "akka.dispatch.Mailbox.run"))
                .isEqualTo(
                        "demo.Job.next(F:1) sparrow.engine(1 frame folded) java.util.Iterator.forEachRemaining(F:1)"
                                + " demo.Job.partition(F:1) sparrow.engine(2 frames folded)");
    }

    @Test
    void sortOfTheEngineThatCallsAComparator_isFolded() {
        assertThat(fold("demo.Job.compare", "java.util.TimSort.sort", "dev.sparrow.compute.operator.Sort.run"))
                .isEqualTo("demo.Job.compare(F:1) sparrow.engine(2 frames folded)");
    }

    @Test
    void engineFramesAtTheTop_stay() {
        assertThat(fold("dev.sparrow.value.StableHash.of", "demo.Job.key", "dev.sparrow.compute.row.Rows.map"))
                .isEqualTo("dev.sparrow.value.StableHash.of(F:1) demo.Job.key(F:1) sparrow.engine(1 frame folded)");
    }

    @Test
    void examplesAndTests_areUserCode() {
        assertThat(
                        fold(
                                "dev.sparrow.examples.WordCount.split",
                                "dev.sparrow.RddTest$Job.call",
                                "dev.sparrow.operator.Erased.call"))
                .isEqualTo(
                        "dev.sparrow.examples.WordCount.split(F:1) dev.sparrow.RddTest$Job.call(F:1)"
                                + " sparrow.engine(1 frame folded)");
    }

    @Test
    void traceWithoutUserCode_staysWhole() {
        assertThat(fold("java.util.ArrayList.get", "dev.sparrow.scheduler.Task.run", "java.lang.Thread.run"))
                .isEqualTo(
                        "java.util.ArrayList.get(F:1) dev.sparrow.scheduler.Task.run(F:1) java.lang.Thread.run(F:1)");
        assertThat(fold()).isEmpty();
    }

    @Test
    void foldingTwice_changesNothing() {
        var failure = failure("demo.Job.call", "dev.sparrow.A.a", "dev.sparrow.B.b");
        var once = describe(UserStack.fold(failure));

        assertThat(describe(UserStack.fold(failure))).isEqualTo(once);
    }

    @Test
    void causesAndSuppressed_areFolded_alsoInACycle() {
        var failure = failure("demo.Job.call", "dev.sparrow.A.a");
        var cause = failure("demo.Job.read", "dev.sparrow.A.a");
        var suppressed = failure("demo.Job.close", "dev.sparrow.A.a");
        failure.initCause(cause);
        cause.initCause(failure);
        cause.addSuppressed(suppressed);

        assertThat(UserStack.fold(failure)).isSameAs(failure);
        assertThat(describe(cause)).isEqualTo("demo.Job.read(F:1) sparrow.engine(1 frame folded)");
        assertThat(describe(suppressed)).isEqualTo("demo.Job.close(F:1) sparrow.engine(1 frame folded)");
    }

    private static String fold(String... frames) {
        return describe(UserStack.fold(failure(frames)));
    }

    private static Exception failure(String... frames) {
        var failure = new Exception("failed");
        failure.setStackTrace(Arrays.stream(frames).map(UserStackTest::frame).toArray(StackTraceElement[]::new));
        return failure;
    }

    private static StackTraceElement frame(String name) {
        var dot = name.lastIndexOf('.');
        return new StackTraceElement(name.substring(0, dot), name.substring(dot + 1), "F", 1);
    }

    private static String describe(Throwable throwable) {
        return String.join(" ", Arrays.stream(throwable.getStackTrace()).map(StackTraceElement::toString).toList());
    }
}
