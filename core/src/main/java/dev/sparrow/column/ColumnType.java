/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import dev.sparrow.error.SparrowException;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// The type of a column: what values it has. Whether one may be missing says the [Field].
///
/// Each has a text form, which [#parse] reads: `bigint`, `decimal(15,2)`, `list<int>`, `struct<a: int, b: text not
/// null>`. Unsigned numbers have the type that holds them: those of 32 bits `bigint`, those of 64 `decimal(20,0)`.
public sealed interface ColumnType extends Serializable {

    /// A type without parameters.
    enum Plain implements ColumnType {
        /// No value at all: of a column where all are missing, and of the literal `null`.
        NULL,
        BOOLEAN,
        /// Whole numbers of 8 bits.
        TINYINT,
        /// Whole numbers of 16 bits.
        SMALLINT,
        /// Whole numbers of 32 bits.
        INT,
        /// Whole numbers of 64 bits.
        BIGINT,
        /// Numbers of 32 bits with a binary point.
        FLOAT,
        /// Numbers of 64 bits with a binary point.
        DOUBLE,
        TEXT,
        BYTES,
        /// A day, in no time zone.
        DATE,
        /// A time of day, in no time zone.
        TIME,
        /// A day and a time of day, in no time zone.
        TIMESTAMP,
        /// A point in time.
        INSTANT,
        /// A length of time, in seconds and parts of them.
        DURATION,
        UUID;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Decimal numbers.
    ///
    /// @param precision all digits, from 1 to 38
    /// @param scale the digits behind the point
    record Decimal(int precision, int scale) implements ColumnType {
        public static final int PRECISION_MAX = 38;

        public Decimal {
            if (precision < 1 || precision > PRECISION_MAX || scale < 0 || scale > precision) {
                throw SparrowException.invalidArgument(
                        "There is no decimal("
                                + precision
                                + ","
                                + scale
                                + "): decimals have 1 to "
                                + PRECISION_MAX
                                + " digits, and 0 up to all of them behind the point.");
            }
        }

        /// The digits before the point.
        public int wholeDigits() {
            return precision - scale;
        }

        @Override
        public String toString() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /// The names of constants.
    record EnumOf(List<String> constants) implements ColumnType {
        public EnumOf {
            constants = List.copyOf(constants);
            if (new HashSet<>(constants).size() < constants.size()) {
                throw SparrowException.invalidArgument("An enum names a constant twice: " + constants + ".");
            }
        }

        @Override
        public String toString() {
            return TypeText.of(this);
        }
    }

    /// Lists of any length.
    ///
    /// @param nullable whether an element may be missing
    record ListOf(ColumnType element, boolean nullable) implements ColumnType {
        @Override
        public String toString() {
            return TypeText.of(this);
        }
    }

    /// Some columns in one.
    record StructOf(Schema schema) implements ColumnType {
        @Override
        public String toString() {
            return TypeText.of(this);
        }
    }

    /// Values by keys, which are never missing.
    ///
    /// @param nullable whether a value may be missing
    record MapOf(ColumnType key, ColumnType value, boolean nullable) implements ColumnType {
        @Override
        public String toString() {
            return TypeText.of(this);
        }
    }

    /// Java objects that no other type holds.
    ///
    /// @param className of the declared class, which is not looked at
    record Opaque(String className) implements ColumnType {
        @Override
        public String toString() {
            return TypeText.of(this);
        }
    }

    /// The type that a text form says.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` if it says none
    static ColumnType parse(String text) {
        return new TypeParser(text).parse();
    }
}
