/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Map;

class SparrowConfTest {
    private final SparrowConf conf = new SparrowConf().setAll(Map.of("a", "7", "b", "true", "c", "0.5", "d", "x"));

    @Test
    void values_areGivenAsTheTypesThatAreAskedFor() {
        assertThat(conf.getInt("a", 1)).isEqualTo(7);
        assertThat(conf.getLong("a", 1)).isEqualTo(7);
        assertThat(conf.getDouble("c", 1)).isEqualTo(0.5);
        assertThat(conf.getBoolean("b", false)).isTrue();
        assertThat(conf.getInt("none", 3)).isEqualTo(3);
        assertThat(conf.getBoolean("none", true)).isTrue();
    }

    @Test
    void valuesOfAnotherType_areRefusedWithTheirKey() {
        assertThatThrownBy(() -> conf.getInt("d", 1)).hasMessage("'x', the value of d, is not a whole number.");
        assertThatThrownBy(() -> conf.getInt("c", 1)).hasMessage("'0.5', the value of c, is not a whole number.");
        assertThatThrownBy(() -> conf.getDouble("d", 1)).hasMessage("'x', the value of d, is not a number.");
        assertThatThrownBy(() -> conf.getBoolean("a", true)).hasMessage("'7', the value of a, is not true or false.");
    }

    @Test
    void values_areSetIfMissing_removed_andListed() {
        conf.setIfMissing("a", "8").setIfMissing("e", "9").remove("d");
        assertThat(conf.getAll()).hasToString("{a=7, b=true, c=0.5, e=9}");
        assertThat(conf.toDebugString()).isEqualTo("a=7\nb=true\nc=0.5\ne=9");
    }
}
