/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.storage.serialization.RefusedRecord;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/// The handles by which a loop, which does not know the user's types, makes and opens records of one class.
///
/// @param constructor the canonical one, of components as `Object`s
/// @param refused what to throw when the constructor threw
/// @param components read each from an `Object` that is such a record
record RecordHandles(
        MethodHandle instance, MethodHandle constructor, MethodHandle refused, List<MethodHandle> components) {

    static RecordHandles of(Class<?> type) {
        try {
            var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            var types = new ArrayList<Class<?>>();
            var readers = new ArrayList<MethodHandle>();
            for (var component : type.getRecordComponents()) {
                types.add(component.getType());
                readers.add(
                        lookup.findGetter(type, component.getName(), component.getType())
                                .asType(MethodType.methodType(Object.class, Object.class)));
            }
            var constructor =
                    lookup.findConstructor(type, MethodType.methodType(void.class, types))
                            .asFixedArity()
                            .asType(MethodType.genericMethodType(types.size()));
            var instance =
                    MethodHandles.lookup().bind(type, "isInstance", MethodType.methodType(boolean.class, Object.class));
            var refused =
                    MethodHandles.lookup()
                            .findStatic(
                                    RefusedRecord.class,
                                    "of",
                                    MethodType.methodType(RuntimeException.class, Class.class, Throwable.class))
                            .bindTo(type);
            return new RecordHandles(instance, constructor, refused, List.copyOf(readers));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot look into the record " + type.getTypeName(), e);
        }
    }
}
