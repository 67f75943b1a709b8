/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MasterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "local            | 1  | 1 | local[1]",
                "local[3]         | 3  | 1 | local[3]",
                "local[*]         | 8  | 1 | local[8]",
                "local[2,4]       | 2  | 4 | local[2,4]",
                "local[*, 4]      | 8  | 4 | local[8,4]",
                "' local[ 2 , 4 ] ' | 2 | 4 | local[2,4]",
            })
    void localMaster_isParsed(String text, int slots, int failures, String printed) {
        var master = Master.parse(text, 8);

        assertThat(master).isEqualTo(new Master.Local(slots, failures)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "loca", "local[]", "local[-1]", "local[2,]", "local[2", "local[9999999]", "spark://x"})
    void otherText_isRefused(String text) {
        assertThatThrownBy(() -> Master.parse(text, 8))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
                .hasMessage(
                        "Master '"
                                + text
                                + "' is not understood. It is one of: local, local[n], local[*],"
                                + " local[n,failures] or local[*,failures].");
    }

    @ParameterizedTest
    @CsvSource({"'local[0]',0,1", "'local[2,0]',2,0"})
    void zero_isRefused(String text, int slots, int failures) {
        assertThatThrownBy(() -> Master.parse(text, 8))
                .hasMessage(
                        "Master '"
                                + text
                                + "' asks for "
                                + slots
                                + " task slots and "
                                + failures
                                + " failures; both are at least 1.");
    }
}
