/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExecutorIdTest {
    @Test
    void whatIsPrinted_isReadBack() {
        for (var id :
                new ExecutorId[] {new ExecutorId("executor-3"), new ExecutorId("e", 2), new ExecutorId("a:b", 7)}) {
            assertThat(ExecutorId.of(id.toString())).isEqualTo(id);
        }
    }

    @Test
    void anyOtherText_isAName() {
        for (var text :
                new String[] {"", ":", ":1", "host:", "host:0", "host:01", "host:x", "h:99999999999999999999"}) {
            assertThat(ExecutorId.of(text)).isEqualTo(new ExecutorId(text));
        }
    }
}
