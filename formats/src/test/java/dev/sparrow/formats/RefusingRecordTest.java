/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.RoundTripTest.Format;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/// A record that refuses to be made is told as what the user's class does, and never as a fault of Sparrow.
@SuppressWarnings("StaticAssignmentOfThrowable") // what the constructor is to throw
class RefusingRecordTest extends FormatTest {
    private static volatile Throwable refusal;

    record Refusing(int number) {
        Refusing {
            if (refusal != null) {
                throw RefusingRecordTest.<RuntimeException>sneaky(refusal);
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E sneaky(Throwable e) throws E {
        throw (E) e;
    }

    @ParameterizedTest
    @EnumSource
    void refusedRow_isMalformed(Format format) {
        refusal = null;
        format.write(sc.parallelize(List.of(new Refusing(7)), 1), Refusing.class, target("out"));

        for (var thrown :
                List.of(new IllegalArgumentException("not 7"), new AssertionError("not 7"), new Exception("not 7"))) {
            refusal = thrown;
            fails(ErrorCode.MALFORMED_INPUT, () -> format.read(sc, target("out"), Refusing.class).collect())
                    .hasMessageContaining("not 7");
        }
        refusal = null;
        assertThat(format.read(sc, target("out"), Refusing.class).collect()).containsExactly(new Refusing(7));
    }

    @ParameterizedTest
    @EnumSource
    void fullHeap_isNoBadRecord(Format format) {
        refusal = null;
        format.write(sc.parallelize(List.of(new Refusing(7)), 1), Refusing.class, target("out"));
        refusal = new OutOfMemoryError("no heap");

        fails(ErrorCode.OUT_OF_RESOURCES, () -> format.read(sc, target("out"), Refusing.class).collect())
                .hasMessageContaining("no heap");
    }
}
