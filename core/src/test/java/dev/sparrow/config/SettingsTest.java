/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.ResourceInformation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

final class SettingsTest {
    private static final String PARALLELISM = "sparrow.default.parallelism";

    @Test
    void code_comesBeforeTheCommandLine_thatBeforeTheFile_thatBeforeDefaults() {
        var settings =
                Settings.resolve(
                        Map.of(PARALLELISM, "1"),
                        Map.of(PARALLELISM, "2", "sparrow.app.name", "cli"),
                        Map.of(PARALLELISM, "3", "sparrow.app.name", "file", "sparrow.progress", "off"));

        assertThat(settings.get(Keys.DEFAULT_PARALLELISM)).isEqualTo(1);
        assertThat(settings.origin(Keys.DEFAULT_PARALLELISM)).isEqualTo(Settings.Origin.CODE);
        assertThat(settings.get(Keys.APP_NAME)).isEqualTo("cli");
        assertThat(settings.get(Keys.PROGRESS)).isEqualTo(Keys.Progress.OFF);
        assertThat(settings.origin(Keys.PROGRESS)).hasToString("from the properties file");
        assertThat(settings.get(Keys.MASTER)).isEqualTo("local[*]");
        assertThat(settings.origin(Keys.MASTER)).hasToString("default");
    }

    @Test
    void defaults_parse() {
        var settings = only(Map.of());

        assertThat(settings.get(Keys.TEXT_SPLIT_BYTES_MAX)).isEqualTo(32L << 20);
        assertThat(settings.get(Keys.TEXT_LINE_BYTES_MAX)).isEqualTo(256L << 20);
        assertThat(settings.get(Keys.CANCEL_GRACE)).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.get(Keys.TEXT_MALFORMED_FAIL)).isFalse();
        assertThat(settings.describe())
                .hasSameSizeAs(Keys.ALL)
                .anyMatch(line -> line.matches("sparrow\\.master +local\\[\\*] +default"));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "7,7", "2k,2048", "2K,2048", "3m,3145728", "4g,4294967296", "' 5m ',5242880"})
    void bytes_haveUnits(String text, long bytes) {
        assertThat(only(Map.of("sparrow.text.split.max", text)).get(Keys.TEXT_SPLIT_BYTES_MAX)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "sparrow.text.split.max, '', 'bytes, or a number with k, m or g'",
        "sparrow.text.split.max, k, 'bytes, or a number with k, m or g'",
        "sparrow.text.split.max, -1, 'bytes, or a number with k, m or g'",
        "sparrow.text.split.max, 9999999999g, 'bytes, or a number with k, m or g'",
        "sparrow.default.parallelism, -1, a whole number; 0 means the number of task slots",
        "sparrow.progress, maybe, 'auto, on or off'",
        "sparrow.text.malformed, ignore, replace or fail",
        "sparrow.stage.attempts.max, 0, a whole number from 1",
        "sparrow.task.cpus, 0, a whole number from 1",
        "sparrow.task.resources, gpu, 'names and whole numbers from 1, such as gpu=1;fpga=2'",
        "sparrow.task.resources, gpu=0, 'names and whole numbers from 1, such as gpu=1;fpga=2'",
        "sparrow.task.resources, gpu=1;gpu=2, 'names and whole numbers from 1, such as gpu=1;fpga=2'",
        "sparrow.executor.resources, =1, 'names and different addresses, such as gpu=0,1;fpga=a'",
        "sparrow.executor.resources, gpu=, 'names and different addresses, such as gpu=0,1;fpga=a'",
        "sparrow.executor.resources, 'gpu=0,0', 'names and different addresses, such as gpu=0,1;fpga=a'",
    })
    void valueThatDoesNotParse_isRefusedAtOnce(String name, String text, String form) {
        assertThatThrownBy(() -> only(Map.of(name, text)))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
                .hasMessage(
                        "Setting "
                                + name
                                + " = '"
                                + text
                                + "' (set in code) is not understood. It takes "
                                + form
                                + ".");
    }

    @Test
    void resources_areListedByName() {
        var settings =
                only(
                        Map.of(
                                "sparrow.task.resources",
                                "gpu=1; fpga = 2",
                                "sparrow.executor.resources",
                                "gpu=0, 1;fpga=a"));

        assertThat(settings.get(Keys.TASK_RESOURCES)).isEqualTo(Map.of("gpu", 1, "fpga", 2));
        assertThat(settings.get(Keys.EXECUTOR_RESOURCES))
                .isEqualTo(
                        Map.of(
                                "gpu", new ResourceInformation("gpu", List.of("0", "1")),
                                "fpga", new ResourceInformation("fpga", List.of("a"))));
        assertThat(only(Map.of()).get(Keys.EXECUTOR_RESOURCES)).isEmpty();
    }

    @Test
    void unknownKey_isRefusedWithTheNearest() {
        assertThatThrownBy(() -> Settings.resolve(Map.of(), Map.of("sparrow.mister", "x"), Map.of()))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
                .hasMessage(
                        "There is no setting 'sparrow.mister' (from the command line). Did you mean sparrow.master?");
    }

    @Test
    void keys_areNamedOnceAndAllListed() {
        assertThat(Keys.ALL)
                .extracting(ConfigKey::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("sparrow."));
        assertThat(Keys.class.getFields()).hasSize(Keys.ALL.size() + 1);
    }

    private static Settings only(Map<String, String> code) {
        return Settings.resolve(code, Map.of(), Map.of());
    }
}
