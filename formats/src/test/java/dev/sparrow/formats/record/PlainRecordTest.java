/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

class PlainRecordTest {
    record Plain(long id, double amount, String text, byte tiny) {}

    record Empty() {}

    record CompactButEmpty(int number) {
        CompactButEmpty {}
    }

    record Checked(int number) {
        Checked {
            if (number < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    record Swapped(int left, int right) {
        Swapped(int left, int right) {
            this.left = right;
            this.right = left;
        }
    }

    record Doubled(long number) {
        Doubled(long number) {
            this.number = 2 * number;
        }
    }

    record Counted(int number) {
        private static int made;

        Counted {
            made++;
        }

        static int made() {
            return made;
        }
    }

    record Second(long number, int digit) {
        Second(String text) {
            this(text.length(), 1);
        }
    }

    record Copied(String text) {
        Copied {
            text = text.strip();
        }
    }

    @Test
    void constructorThatOnlyKeepsItsParameters_isPlain() {
        assertThat(PlainRecord.isPlain(Plain.class)).isTrue();
        assertThat(PlainRecord.isPlain(Empty.class)).isTrue();
        assertThat(PlainRecord.isPlain(CompactButEmpty.class)).isTrue();
        assertThat(PlainRecord.isPlain(Second.class)).isTrue();
        assertThat(PlainRecord.isPlain(Tuple2.class)).isTrue();
    }

    @Test
    void constructorThatDoesMore_isNot() {
        assertThat(PlainRecord.isPlain(Checked.class)).isFalse();
        assertThat(PlainRecord.isPlain(Swapped.class)).isFalse();
        assertThat(PlainRecord.isPlain(Doubled.class)).isFalse();
        assertThat(PlainRecord.isPlain(Counted.class)).isFalse();
        assertThat(Counted.made()).isZero();
        assertThat(PlainRecord.isPlain(Copied.class)).isFalse();
    }
}
