/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.util.Arrays;

/// The statistics of an object leaf's values that a builder keeps besides their array.
///
/// A value is taken when it is added and not later, because its program may use the object again. One that can neither
/// be shared nor copied is encoded at once, and with it all values before it and after it in the batch.
@SuppressWarnings("ReferenceEquality") // whether an object is the very same is the question here
final class ObjectLeaf {
    private boolean shareable = true;

    /// The size of the values, about.
    private long bytes;

    /// The values as bytes; null as long as all are in the array.
    private EncodedRuns encoded;

    /// Takes the value of a row that was just put into the array; rows come in order.
    ///
    /// @return by how many bytes, about, all values have grown
    long take(Object[] values, int row) {
        var value = values[row];
        var before = bytes;
        if (encoded == null) {
            var taken = ValueCopies.of(value);
            if (taken != ValueCopies.NOT) {
                values[row] = taken;
                shareable &= taken == value;
                bytes += ElementSize.of(taken);
                return bytes - before;
            }
            encoded = new EncodedRuns();
            for (var earlier = 0; earlier < row; earlier++) {
                encoded.write(values[earlier]);
            }
        }
        encoded.write(value);
        values[row] = null;
        bytes = encoded.bytes();
        return bytes - before;
    }

    Codec encode(Object[] values, int rows, Layout layout, boolean narrow, BufferParts parts) {
        if (encoded != null) {
            return encoded.addTo(parts);
        }
        if (shareable && layout == Layout.MOVED) {
            return new Codec.References(Arrays.copyOf(values, rows), bytes);
        }
        return encodeAll(values, rows, narrow, parts);
    }

    /// Writes values as bytes, all in one way.
    static Codec encodeAll(Object[] values, int rows, boolean narrow, BufferParts parts) {
        var codec = new ValueEncoder(parts, narrow).encode(values, rows);
        if (codec != null) {
            return codec;
        }
        var runs = new EncodedRuns();
        for (var row = 0; row < rows; row++) {
            runs.write(values[row]);
        }
        return runs.addTo(parts);
    }

    /// Whether values are bytes, and the array does not have them any more.
    boolean isEncoded() {
        return encoded != null;
    }

    /// Whether both hold the very same objects.
    boolean isSame(ObjectLeaf other, Object[] values, Object[] otherValues, int rows) {
        if (encoded != null || other.encoded != null) {
            return false;
        }
        for (var row = 0; row < rows; row++) {
            if (values[row] != otherValues[row]) {
                return false;
            }
        }
        return true;
    }
}
