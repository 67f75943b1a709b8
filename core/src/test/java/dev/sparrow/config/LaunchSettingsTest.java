/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.Properties;

class LaunchSettingsTest {

    private static LaunchSettings of(Map<String, String> system) {
        var properties = new Properties();
        properties.putAll(system);
        return LaunchSettings.of(properties);
    }

    @ParameterizedTest
    @CsvSource({
        "spark://host:7077, spark://host:7077",
        "yarn, spark:yarn",
        "'local-cluster[1,1,1024]', 'spark:local-cluster[1,1,1024]'"
    })
    void masterOfSparksLauncher_isOurs_ifNoOtherIsNamed(String ofSpark, String ours) {
        assertThat(of(Map.of("spark.master", ofSpark)).file()).containsExactly(Map.entry("sparrow.master", ours));
    }

    @Test
    void masterThatIsNamed_comesBeforeThatOfSparksLauncher() {
        var launched = of(Map.of("spark.master", "yarn", "sparrow.master", "local[2]"));
        assertThat(Settings.resolve(Map.of(), launched.commandLine(), launched.file()).get(Keys.MASTER))
                .isEqualTo("local[2]");
    }
}
