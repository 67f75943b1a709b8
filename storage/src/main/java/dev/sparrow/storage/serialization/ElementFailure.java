/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.serialization;

import com.esotericsoftware.kryo.kryo5.KryoException;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.MachineErrors;
import dev.sparrow.error.SparrowException;

import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Says which element could not be encoded or decoded, through which fields, and what to do.
final class ElementFailure {
    private static final String TRACE = "Serialization trace:";

    /// `field (class)`, or `Class.field (class)` where names are extended; Kryo lists the innermost first.
    private static final Pattern TRACE_LINE = Pattern.compile("^(?:\\w+\\.)?([\\w$]+) \\(", Pattern.MULTILINE);

    private ElementFailure() {}

    /// @throws VirtualMachineError if it comes of one: a full heap says nothing about the element
    static SparrowException onWrite(Object element, Throwable failure) {
        MachineErrors.rethrow(failure);
        var type = element == null ? "null" : element.getClass().getTypeName();
        var cannot = "An element of type " + type + " cannot be stored or shipped";
        if (has(RunEncoder.ElementTooLarge.class, failure)) {
            return new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    cannot + ": " + reasonOfOurs(failure) + ". Make smaller elements of it.",
                    failure);
        }
        if (has(StackOverflowError.class, failure)) {
            return failed(_ -> cannot + ": its objects are nested too deeply. Hold them in a List.", failure);
        }
        var path = fieldPath(String.valueOf(failure.getMessage()));
        return failed(
                values ->
                        cannot
                                + (path.isEmpty() ? "" : ", because of its field " + path)
                                + ": "
                                + reason(failure, values)
                                + ". Leave it out of the element, mark its field transient, or make its class Serializable.",
                failure);
    }

    /// @throws VirtualMachineError if it comes of one: a full heap says nothing about the element
    static SparrowException onRead(Throwable failure) {
        MachineErrors.rethrow(failure);
        var tooDeep = has(StackOverflowError.class, failure);
        return failed(
                values ->
                        "An element cannot be read back: "
                                + (tooDeep ? "its objects are nested too deeply" : reason(failure, values))
                                + ".",
                failure);
    }

    private static boolean has(Class<? extends Throwable> kind, Throwable failure) {
        return chain(failure).anyMatch(kind::isInstance);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /// What the innermost of Kryo's or our own exceptions says; what a user's class threw, if values are not shown.
    private static String reason(Throwable failure, ErrorValues values) {
        var first = chain(failure).reduce(failure, (_, next) -> next);
        return isOfOurs(first) || values == ErrorValues.SHOWN ? reasonOfOurs(failure) : values.describe(first);
    }

    /// Whether it says no more than names of classes.
    private static boolean isOfOurs(Throwable cause) {
        return cause instanceof KryoException
                || cause instanceof NotSerializableException
                || cause instanceof RunEncoder.ElementTooLarge;
    }

    /// Without Kryo's list of fields.
    private static String reasonOfOurs(Throwable failure) {
        var innermost =
                chain(failure)
                        .filter(cause -> cause instanceof KryoException || cause instanceof RunEncoder.ElementTooLarge)
                        .reduce(failure, (_, next) -> next);
        var message = String.valueOf(innermost.getMessage());
        var trace = message.indexOf(TRACE);
        var reason = (trace < 0 ? message : message.substring(0, trace)).strip();
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }

    private static SparrowException failed(Function<ErrorValues, String> message, Throwable failure) {
        return ErrorValues.undecided(ErrorCode.ELEMENT_NOT_SERIALIZABLE, message, failure);
    }

    /// The path of fields from the element inwards, such as `order.customer.session`.
    private static String fieldPath(String message) {
        var trace = message.indexOf(TRACE);
        if (trace < 0) {
            return "";
        }
        var fields = new ArrayList<String>();
        var lines = TRACE_LINE.matcher(message.substring(trace + TRACE.length()));
        while (lines.find()) {
            fields.add(lines.group(1));
        }
        Collections.reverse(fields);
        return String.join(".", fields);
    }
}
