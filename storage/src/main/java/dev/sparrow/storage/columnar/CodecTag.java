/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

/// The number by which a [PortableBatch] names a codec: its place here, so that new ones come last.
enum CodecTag {
    /// No codec, but the column of an earlier leaf.
    SAME,
    ENCODED,
    BOXES,
    PRIMITIVE,
    NARROWED,
    NULLABLE,
    NULLS,
    TEXT,
    PRIMITIVE_ARRAYS,
    INTEGERS,
    DECIMALS,
    SCALED,
    TIMES,
    ENUMS,
    RECORDS,
    LISTS,
    OBJECT_ARRAYS,
    OPTIONALS,
    DICTIONARY,
    MAPS;

    static CodecTag of(Codec codec) {
        return switch (codec) {
            case Codec.References _ -> throw new IllegalStateException("Objects by reference are no bytes.");
            case Codec.Encoded _ -> ENCODED;
            case Codec.Boxes _ -> BOXES;
            case Codec.Primitive _ -> PRIMITIVE;
            case Codec.Narrowed _ -> NARROWED;
            case Codec.Nullable _ -> NULLABLE;
            case Codec.Nulls _ -> NULLS;
            case Codec.Text _ -> TEXT;
            case Codec.PrimitiveArrays _ -> PRIMITIVE_ARRAYS;
            case Codec.Integers _ -> INTEGERS;
            case Codec.Decimals _ -> DECIMALS;
            case Codec.Scaled _ -> SCALED;
            case Codec.Times _ -> TIMES;
            case Codec.Enums _ -> ENUMS;
            case Codec.Records _ -> RECORDS;
            case Codec.Lists _ -> LISTS;
            case Codec.ObjectArrays _ -> OBJECT_ARRAYS;
            case Codec.Optionals _ -> OPTIONALS;
            case Codec.Dictionary _ -> DICTIONARY;
            case Codec.Maps _ -> MAPS;
        };
    }
}
