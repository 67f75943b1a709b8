/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.NotSerializableException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says why a function or a value cannot travel, and what to do about it.
final class Refusal {
    private static final String COPY_FIELD =
            "The lambda uses a field or method of `this` and so captures the whole object: copy the field into a local"
                    + " variable and use that, or call a static method.";

    private static final Pattern FACTORY = Pattern.compile("^lambda\\$(comparing\\w*)\\$");

    private Refusal() {}

    /// @param subject the first words of the message, such as `map at WordCount.java:12 cannot run in tasks`
    /// @param cause what serialization threw
    static SparrowException of(String subject, Object root, Throwable cause) {
        if (cause instanceof SparrowException known) {
            return new SparrowException(known.code(), subject + ": " + known.getMessage(), known);
        }
        var culprit = Culprit.find(root);
        if (culprit.isEmpty()) {
            return withoutCulprit(subject, root, cause);
        }
        var found = culprit.get();
        var isDriverOnly = found.failure().isEmpty();
        var message =
                subject
                        + ": it "
                        + (found.path().isEmpty() ? "is " : "captures ")
                        + nature(found)
                        + way(found)
                        + ". "
                        + (isDriverOnly ? datasetRemedy(found) : remedy(found));
        return new SparrowException(
                isDriverOnly ? ErrorCode.CLOSURE_CAPTURES_DATASET : ErrorCode.CLOSURE_NOT_SERIALIZABLE, message, cause);
    }

    /// For a copy that cannot be made of bytes that could be written.
    static SparrowException atCopy(String what, int sizeBytes, Throwable cause) {
        return new SparrowException(
                ErrorCode.CLOSURE_NOT_SERIALIZABLE,
                "Cannot copy "
                        + what
                        + " from its serialized form of "
                        + sizeBytes
                        + " bytes: "
                        + reason(cause)
                        + " Check the readObject and readResolve methods of what is captured.",
                cause);
    }

    private static SparrowException withoutCulprit(String subject, Object root, Throwable cause) {
        return new SparrowException(
                ErrorCode.CLOSURE_NOT_SERIALIZABLE,
                subject
                        + ": a "
                        + typeName(root)
                        + " cannot be serialized: "
                        + reason(cause)
                        + " Capture less, or in flatter form such as a list.",
                cause);
    }

    private static String reason(Throwable cause) {
        return cause instanceof StackOverflowError
                ? "it is nested deeper than the stack allows."
                : cause.getClass().getName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage()) + ".";
    }

    private static String nature(Culprit culprit) {
        var type = typeName(culprit.object());
        if (culprit.failure().isEmpty()) {
            return "a " + type + ", which lives in the driver only";
        }
        var failure = culprit.failure().get();
        return failure instanceof NotSerializableException
                ? "a " + type + ", which is not Serializable"
                : "a " + type + ", which cannot be serialized (" + failure + ")";
    }

    private static String way(Culprit culprit) {
        return culprit.path().isEmpty() ? "" : ", as " + String.join(" → ", culprit.path());
    }

    private static String datasetRemedy(Culprit culprit) {
        return (isThis(culprit.path()) ? COPY_FIELD + " " : "")
                + "A function in a task cannot use a dataset or the context: combine datasets by join, cartesian or"
                + " union, or collect() one first and capture the result.";
    }

    private static String remedy(Culprit culprit) {
        if (LambdaForm.isLambda(culprit.object().getClass())) {
            return lambdaRemedy(culprit);
        }
        if (isThis(culprit.path())) {
            return COPY_FIELD;
        }
        if (isEnclosing(culprit.path())) {
            return "An inner or anonymous class holds the object around it: use a lambda or a static nested class.";
        }
        return "Capture only what the function needs, make the object inside the function (once for each partition with"
                + " mapPartitions), or let the class implement Serializable.";
    }

    /// Names the call that works in place of the one that stands there.
    private static String lambdaRemedy(Culprit culprit) {
        if (culprit.object() instanceof Comparator<?>) {
            return "Declare it as a SerializableComparator, which a lambda given to sortBy, top or max becomes by"
                    + " itself.";
        }
        return factory(culprit.holder())
                .map(method ->
                        "Write SerializableComparator.%s(…) in place of Comparator.%s(…); thenComparing and reversed of what it returns can travel, too."
                                .formatted(method, method))
                .orElse("Use one of the interfaces in dev.sparrow.function, or cast the lambda to (… & Serializable).");
    }

    /// The method of `Comparator` that made a comparator of the JDK, such as `comparingInt`.
    private static Optional<String> factory(Object comparator) {
        if (!(comparator instanceof Comparator<?>)) {
            return Optional.empty();
        }
        return LambdaForm.of(comparator)
                .filter(form -> form.getImplClass().equals("java/util/Comparator"))
                .map(form -> FACTORY.matcher(form.getImplMethodName()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1));
    }

    private static boolean isThis(List<String> path) {
        return !path.isEmpty() && path.getFirst().equals(CapturedNames.THIS);
    }

    private static boolean isEnclosing(List<String> path) {
        return !path.isEmpty() && path.getLast().startsWith(ObjectParts.ENCLOSING);
    }

    /// A lambda's class has a name that says nothing; its interface does.
    private static String typeName(Object object) {
        var type = object.getClass();
        return LambdaForm.isLambda(type) ? "lambda of type " + type.getInterfaces()[0].getName() : type.getTypeName();
    }
}
