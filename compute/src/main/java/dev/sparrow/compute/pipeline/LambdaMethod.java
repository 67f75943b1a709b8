/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.closure.LambdaForm;
import dev.sparrow.function.Function;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The method behind a lambda or a method reference, as a handle that takes the captured values first.
///
/// A loop that calls this method and not the lambda object is inlined completely, and serves every lambda of this
/// expression, whatever it has captured.
///
/// @param identity equal for lambdas that the same loop can serve
/// @param handle of captured values and arguments; what is no primitive is erased to `Object`
record LambdaMethod(Identity identity, MethodHandle handle) {

    /// @param instantiated what arguments are cast to, and what the lambda returns, such as `(Long)Double`
    record Identity(
            Class<?> capturing, Class<?> owner, int kind, String name, MethodType type, MethodType instantiated) {}

    private static final String OUR_INTERFACES = Function.class.getPackageName().replace('.', '/') + "/";

    /// What is known of a class of lambdas, null until the first of them was seen.
    private static final ClassValue<AtomicReference<Optional<LambdaMethod>>> KNOWN =
            new ClassValue<>() {
                @Override
                protected AtomicReference<Optional<LambdaMethod>> computeValue(Class<?> lambdaClass) {
                    return new AtomicReference<>();
                }
            };

    /// Empty if it cannot be called directly: the JDK does not let us look into its own lambdas.
    static Optional<LambdaMethod> of(Object lambda, SerializedLambda form, Signature signature) {
        var known = KNOWN.get(lambda.getClass());
        var method = known.get();
        if (method == null) {
            method = resolve(lambda, form, signature);
            known.set(method);
        }
        return method;
    }

    /// The form of a serializable lambda of one of our own interfaces. A user's interface may extend ours and put code
    /// of its own between `call` and the lambda.
    static Optional<SerializedLambda> form(Object function) {
        return LambdaForm.of(function).filter(form -> form.getFunctionalInterfaceClass().startsWith(OUR_INTERFACES));
    }

    private static Optional<LambdaMethod> resolve(Object lambda, SerializedLambda form, Signature signature) {
        try {
            var loader = lambda.getClass().getClassLoader();
            var capturing = Class.forName(form.getCapturingClass().replace('/', '.'), false, loader);
            var identity =
                    new Identity(
                            capturing,
                            Class.forName(form.getImplClass().replace('/', '.'), false, loader),
                            form.getImplMethodKind(),
                            form.getImplMethodName(),
                            MethodType.fromMethodDescriptorString(form.getImplMethodSignature(), loader),
                            MethodType.fromMethodDescriptorString(form.getInstantiatedMethodType(), loader));
            var adapted = adapt(find(identity), identity, form.getCapturedArgCount(), signature);
            return Optional.of(new LambdaMethod(identity, adapted));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Whatever the reason, the lambda can still be called as the object it is.
            return Optional.empty();
        }
    }

    /// Through the class that made the lambda: it could refer to the method, so it may look it up. The class of the
    /// method itself may be one of the JDK's, which do not let us in.
    private static MethodHandle find(Identity method) throws ReflectiveOperationException {
        var lookup = MethodHandles.privateLookupIn(method.capturing(), MethodHandles.lookup());
        var owner = method.owner();
        var name = method.name();
        var type = method.type();
        return switch (method.kind()) {
            case MethodHandleInfo.REF_invokeStatic -> lookup.findStatic(owner, name, type);
            case MethodHandleInfo.REF_invokeVirtual, MethodHandleInfo.REF_invokeInterface ->
                    lookup.findVirtual(owner, name, type);
            case MethodHandleInfo.REF_invokeSpecial -> lookup.findSpecial(owner, name, type, method.capturing());
            case MethodHandleInfo.REF_newInvokeSpecial -> lookup.findConstructor(owner, type);
            default -> throw new IllegalArgumentException("Unknown kind of method: " + method);
        };
    }

    /// First to the types that the lambda object itself would cast to, so that a surprise fails in the same way; then
    /// to `Object`, since a loop does not know the user's types.
    private static MethodHandle adapt(MethodHandle found, Identity method, int captured, Signature signature) {
        var fixed = found.asFixedArity();
        var capturedTypes = fixed.type().parameterList().subList(0, captured);
        var asLambda = method.instantiated().insertParameterTypes(0, capturedTypes);
        var erasedCaptured =
                capturedTypes.stream().map(type -> type.isPrimitive() ? type : Object.class).toArray(Class<?>[]::new);
        return fixed.asType(asLambda).asType(signature.methodType().insertParameterTypes(0, erasedCaptured));
    }
}
