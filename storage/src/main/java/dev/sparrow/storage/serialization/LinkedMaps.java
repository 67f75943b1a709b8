/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.serializers.MapSerializer;

import java.util.LinkedHashMap;

/// A `LinkedHashMap` with its order, which may be that of access.
@SuppressWarnings("NonApiType") // of other maps there is no order of access
final class LinkedMaps extends MapSerializer<LinkedHashMap<Object, Object>> {
    private static final float USUAL_LOAD_FACTOR = 0.75f;

    @Override
    protected void writeHeader(Kryo kryo, Output output, LinkedHashMap<Object, Object> map) {
        output.writeBoolean(isInOrderOfAccess(map));
    }

    @Override
    protected LinkedHashMap<Object, Object> create(
            Kryo kryo, Input input, Class<? extends LinkedHashMap<Object, Object>> type, int size) {
        var byAccess = input.readBoolean();
        var capacity = (int) Math.min(1 << 30, (long) (size / USUAL_LOAD_FACTOR) + 1);
        return new LinkedHashMap<>(capacity, USUAL_LOAD_FACTOR, byAccess);
    }

    /// A map does not tell, and to ask it for a value could change it: so its clone is asked.
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // a clone is of the same class
    private static boolean isInOrderOfAccess(LinkedHashMap<Object, Object> map) {
        var first = new Object();
        var clone = (LinkedHashMap<Object, Object>) map.clone();
        clone.putFirst(first, null);
        clone.put(new Object(), null);
        var _ = clone.get(first);
        return clone.lastEntry().getKey() == first;
    }
}
