/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExecutorSideTest {
    @Test
    void oldJava_isRefusedWithWhatToDo() {
        assertThatThrownBy(() -> ExecutorSide.check(17))
                .isInstanceOf(UnfitExecutor.class)
                .hasMessageContaining("runs Java 17")
                .hasMessageContaining("spark.executorEnv.JAVA_HOME");
        assertThatCode(() -> ExecutorSide.check(ExecutorSide.JAVA)).doesNotThrowAnyException();
    }
}
