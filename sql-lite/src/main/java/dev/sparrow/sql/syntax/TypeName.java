/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// A type as it is written: what it means is not known here.
public sealed interface TypeName extends Syntax {
    /// A name, and numbers for it: `decimal(10, 2)`, `varchar`. Names of several words are one: `double precision` is
    /// `double`, `timestamp with time zone` is `timestamptz`.
    record Plain(Span at, Name name, List<BigInteger> parameters) implements TypeName {
        public Plain {
            parameters = List.copyOf(parameters);
        }
    }

    /// `integer[]`, or `integer[3]` for lists that all have that length.
    record ListType(Span at, TypeName element, Optional<BigInteger> length) implements TypeName {}

    /// `struct(a integer, b text)`.
    record StructType(Span at, List<FieldType> fields) implements TypeName {
        public StructType {
            fields = List.copyOf(fields);
        }
    }

    /// `map(text, integer)`.
    record MapType(Span at, TypeName key, TypeName value) implements TypeName {}

    /// A field of a struct.
    record FieldType(Span at, Name name, TypeName type) {}
}
