/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.function.DoubleFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;

/// The interfaces of user functions that a loop calls: each has one method, `call`.
enum Signature {
    FUNCTION(Function.class, "(Ljava/lang/Object;)Ljava/lang/Object;"),
    FUNCTION2(Function2.class, "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;"),
    TO_DOUBLE(DoubleFunction.class, "(Ljava/lang/Object;)D"),
    EFFECT(VoidFunction.class, "(Ljava/lang/Object;)V");

    private final Class<?> type;
    private final String descriptor;

    Signature(Class<?> type, String descriptor) {
        this.type = type;
        this.descriptor = descriptor;
    }

    ClassDesc owner() {
        return type.describeConstable().orElseThrow();
    }

    /// Of `call`, erased.
    MethodTypeDesc method() {
        return MethodTypeDesc.ofDescriptor(descriptor);
    }

    /// Of `call`, erased.
    MethodType methodType() {
        return MethodType.fromMethodDescriptorString(descriptor, type.getClassLoader());
    }
}
