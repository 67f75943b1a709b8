/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.lineage.Label;

import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A loop's call of one user function: by the method behind a lambda, or by the object's interface.
///
/// @param method empty for an object
/// @param loaded what the loop has in locals: the captured values, or the object itself
/// @param label whose function it is
record UserCall(Signature signature, Optional<LambdaMethod> method, List<Object> loaded, Label label, Class<?> home) {

    static UserCall of(Object function, Signature signature, Label label) {
        var form = LambdaMethod.form(function);
        var method = form.flatMap(known -> LambdaMethod.of(function, known, signature));
        return method.isPresent()
                ? new UserCall(
                        signature, method, captured(form.orElseThrow()), label, method.get().identity().capturing())
                : new UserCall(signature, method, List.of(function), label, function.getClass());
    }

    /// May hold null.
    private static List<Object> captured(SerializedLambda form) {
        var values = new Object[form.getCapturedArgCount()];
        Arrays.setAll(values, form::getCapturedArg);
        return Arrays.asList(values);
    }

    /// Equal for functions that one loop can serve. Objects of other classes get loops of their own, in which the JIT
    /// sees a single class.
    Object identity() {
        return method.<Object>map(LambdaMethod::identity).orElse(home);
    }

    /// What the function takes and returns, with boxes, as far as that is known.
    MethodType declared() {
        return method.map(known -> known.identity().instantiated()).orElseGet(signature::methodType);
    }

    /// What the method itself returns, which may be a primitive.
    Class<?> returned() {
        return method.<Class<?>>map(known -> known.identity().type().returnType()).orElse(Object.class);
    }

    /// Of loaded values and arguments.
    MethodTypeDesc type() {
        return method.map(known -> known.handle().type().describeConstable().orElseThrow())
                .orElse(signature.method().insertParameterTypes(0, ConstantDescs.CD_Object));
    }
}
