/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Optional;

/// The parts of a serializable lambda: its captured values, and the method behind it.
public final class LambdaForm {
    /// The way to the form of the lambdas of one class; empty for classes that are no serializable lambdas.
    private static final ClassValue<Optional<Reader>> READERS =
            new ClassValue<>() {
                @Override
                protected Optional<Reader> computeValue(Class<?> type) {
                    return readerFor(type);
                }
            };

    @FunctionalInterface
    private interface Reader {
        SerializedLambda read(Object lambda);
    }

    private LambdaForm() {}

    /// Whether objects of the class come from a lambda expression or a method reference, serializable or not.
    static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.isSynthetic() && type.getName().contains("$$Lambda");
    }

    /// Empty if the object is no lambda, or one that is not serializable.
    public static Optional<SerializedLambda> of(Object object) {
        return READERS.get(object.getClass()).map(reader -> reader.read(object));
    }

    private static Optional<Reader> readerFor(Class<?> type) {
        if (!isLambda(type) || !Serializable.class.isAssignableFrom(type)) {
            return Optional.empty();
        }
        try {
            var method = type.getDeclaredMethod("writeReplace");
            method.setAccessible(true);
            var handle =
                    MethodHandles.lookup()
                            .unreflect(method)
                            .asType(MethodType.methodType(SerializedLambda.class, Object.class));
            return Optional.of(lambda -> invoke(handle, lambda));
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            // A lambda of the JDK itself, such as that of Comparator.comparing.
            return Optional.of(LambdaForm::intercept);
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static SerializedLambda invoke(MethodHandle writeReplace, Object lambda) {
        try {
            return (SerializedLambda) writeReplace.invokeExact(lambda);
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot read " + lambda.getClass().getTypeName(), e);
        }
    }

    /// Starts to serialize the lambda, which may call its `writeReplace`, and takes the form off the stream.
    private static SerializedLambda intercept(Object lambda) {
        try (var interceptor = new Interceptor()) {
            interceptor.writeObject(lambda);
            return interceptor.form;
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + lambda.getClass().getTypeName(), e);
        }
    }

    private static final class Interceptor extends ObjectOutputStream {
        private SerializedLambda form;

        private Interceptor() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            form = (SerializedLambda) object;
            return null;
        }
    }
}
