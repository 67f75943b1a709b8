/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.SparrowException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Masters `local-cluster[…]`.
class LocalClusterMasterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "local-cluster[2,1,512]       | 2  | 1 | 512",
                "local-cluster[2,1,512m]      | 2  | 1 | 512",
                "local-cluster[ 3 , 2 , 1g ]  | 3  | 2 | 1024",
                "local-cluster[12,4,65536k]   | 12 | 4 | 64",
                "local-cluster[1,1,900MB]     | 1  | 1 | 900"
            })
    void master_saysHowManyExecutorsThereAre_andWhatEachHas(String text, int executors, int cores, long mebibytes) {
        assertThat(LocalClusterMaster.parse(text)).contains(new LocalClusterMaster(executors, cores, mebibytes << 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local",
                "local-cluster",
                "local-cluster[2]",
                "local-cluster[2,1]",
                "local-cluster[a,1,512]",
                "local-cluster[2,1,512t]",
                "local-cluster[2,1,512]x"
            })
    void otherMasters_areNotTaken(String text) {
        assertThat(LocalClusterMaster.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local-cluster[0,1,512]", "local-cluster[1,0,512]", "local-cluster[1,1,63]"})
    void masterThatAsksForNothing_isRefused(String text) {
        assertThatThrownBy(() -> LocalClusterMaster.parse(text))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("Master '" + text + "' asks for ")
                .hasMessageEndingWith("at least 1, 1 and 64 MiB are needed, as in local-cluster[2,1,512m].");
    }
}
