/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class PrerequisiteTest {
    @Test
    void whatIsThere_isNotSpokenOf() {
        assertThatCode(() -> Prerequisite.require(true, "a browser", true)).doesNotThrowAnyException();
        assertThatCode(() -> Prerequisite.require(true, "a browser", false)).doesNotThrowAnyException();
    }

    @Test
    void whatIsMissing_skipsForPeople_andFailsInContinuousIntegration() {
        assertThatThrownBy(() -> Prerequisite.require(false, "a browser", false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageEndingWith("This machine lacks a browser.");
        assertThatThrownBy(() -> Prerequisite.require(false, "a browser", true))
                .isInstanceOf(AssertionError.class)
                .hasMessage("This machine lacks a browser, which CI must have.");
    }
}
