/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.sparrow.function.DoubleFunction;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;

/// The interfaces of user functions that a loop calls: each has one method, `call`.
enum Signature {
    FUNCTION(Function.class, MethodTypeDesc.of(CD_Object, CD_Object)),
    FUNCTION2(Function2.class, MethodTypeDesc.of(CD_Object, CD_Object, CD_Object)),
    TO_DOUBLE(DoubleFunction.class, MethodTypeDesc.of(CD_double, CD_Object)),
    EFFECT(VoidFunction.class, MethodTypeDesc.of(CD_void, CD_Object));

    private final Class<?> type;
    private final MethodTypeDesc method;

    Signature(Class<?> type, MethodTypeDesc method) {
        this.type = type;
        this.method = method;
    }

    ClassDesc owner() {
        return type.describeConstable().orElseThrow();
    }

    /// Of `call`, erased.
    MethodTypeDesc method() {
        return method;
    }

    /// Of `call`, erased.
    MethodType methodType() {
        return MethodType.fromMethodDescriptorString(method.descriptorString(), null);
    }
}
