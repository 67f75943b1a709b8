/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.List;

class InsistenceTest {
    @Test
    void whatAFullHeapBreaksOff_isBegunAgain() {
        var failures =
                new ArrayDeque<>(List.of(new OutOfMemoryError(), new BootstrapMethodError(new OutOfMemoryError())));
        var said =
                Insistence.on(() -> {
                    if (!failures.isEmpty()) {
                        throw failures.remove();
                    }
                    return "done";
                });
        assertThat(said).isEqualTo("done");
    }

    @Test
    void otherErrors_areNotRepeated() {
        assertThatThrownBy(() ->
                        Insistence.on(() -> {
                            throw new NoClassDefFoundError("a");
                        }))
                .isInstanceOf(NoClassDefFoundError.class);
    }
}
