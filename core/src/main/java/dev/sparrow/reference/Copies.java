/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.ImmutableValues;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Deep copies by Java serialization; what cannot change is its own copy.
final class Copies {
    private Copies() {}

    static Object of(Object value) {
        if (ImmutableValues.isImmutable(value)) {
            return value;
        }
        var bytes = new ByteArrayOutputStream();
        try {
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(value);
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return in.readObject();
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new SparrowException(
                    ErrorCode.ELEMENT_NOT_SERIALIZABLE,
                    "A value of type "
                            + value.getClass().getTypeName()
                            + " cannot be copied by Java serialization. Make it, and what it refers to, serializable.",
                    e);
        }
    }

    /// Copies each value by itself: two references to one object become two objects.
    static List<Object> ofAll(List<Object> values) {
        var copies = new ArrayList<Object>();
        values.forEach(value -> copies.add(of(value)));
        return copies;
    }
}
