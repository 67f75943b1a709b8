/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.spi.EngineProvider;
import dev.sparrow.spi.Engines;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class LocalMasterTest {
    private static final List<EngineProvider> LOCAL = List.of(new LocalEngineProvider());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "local               | true  | 1 | 1",
                "local[3]            | true  | 3 | 1",
                "local[*]            | true  | 8 | 1",
                "local[2,4]          | true  | 2 | 4",
                "local[*, 4]         | true  | 8 | 4",
                "local[ 2 , 4 ]      | true  | 2 | 4",
                "local-bytes[3]      | false | 3 | 1",
                "local-bytes[ 3, 2 ] | false | 3 | 2",
            })
    void localMaster_isParsed(String text, boolean sharesObjects, int slots, int failures) {
        assertThat(LocalMaster.parse(text, 8)).contains(new LocalMaster(sharesObjects, slots, failures));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "loca",
                "local[]",
                "local[-1]",
                "local[2,]",
                "local[2",
                "local[9999999]",
                "local-bytes",
                "local-bytes[*]",
                "yarn"
            })
    void otherText_isRefused_withAllFormsAndWhereMoreAreFound(String text) {
        assertThat(LocalMaster.parse(text, 8)).isEmpty();
        assertThatThrownBy(() -> Engines.of(LOCAL, text))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
                .hasMessage(
                        "Master '"
                                + text
                                + "' is not understood. It is one of: local, local[n], local[*], local[n,failures],"
                                + " local[*,failures], local-bytes[n], local-bytes[n,failures]. For sparrow://host:port add the"
                                + " artifact dev.sparrow:sparrow-cluster. For spark://host:port or spark:master add the artifact"
                                + " dev.sparrow:sparrow-spark.");
    }

    @ParameterizedTest
    @CsvSource({
        "spark://h:7077,dev.sparrow:sparrow-spark",
        "spark:yarn,dev.sparrow:sparrow-spark",
        "sparrow://h:1,dev.sparrow:sparrow-cluster"
    })
    void masterOfAnotherEngine_namesItsArtifact(String text, String artifact) {
        assertThatThrownBy(() -> Engines.of(LOCAL, text))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_ENGINE))
                .hasMessage("No engine on the class path runs master " + text + ". Add the artifact " + artifact + ".");
    }

    @Test
    void withoutEngines_theArtifactOfLocalOnesIsNamed() {
        assertThatThrownBy(() -> Engines.of(List.of(), "local[2]"))
                .hasMessage(
                        "No engine on the class path runs master local[2]. Add the artifact dev.sparrow:sparrow-scheduler.");
    }

    @Test
    void twoEnginesForAMaster_areNamed() {
        assertThatThrownBy(() -> Engines.of(List.of(LOCAL.getFirst(), LOCAL.getFirst()), " local "))
                .hasMessageStartingWith(
                        "Several engines on the class path run master local: [" + LocalEngineProvider.class.getName())
                .hasMessageEndingWith("Leave one.");
    }

    @ParameterizedTest
    @CsvSource({"'local[0]',0,1", "'local[2,0]',2,0", "'local-bytes[0]',0,1"})
    void zero_isRefused(String text, int slots, int failures) {
        assertThatThrownBy(() -> LocalMaster.parse(text, 8))
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
