/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import dev.sparrow.closure.UserStack;
import dev.sparrow.error.SparrowException;
import dev.sparrow.error.ThrowableText;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.block.SpillLost;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/// User code threw: a function, a comparator, a partitioner, an iterator that a function returned, or a method of an
/// element. [#label] names the operation that called it, [#getCause] is what it threw.
public final class UserFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// How far a chain of causes is searched; chains can be circular.
    private static final int CAUSES_MAX = 100;

    private final Label label;
    private final String what;

    private UserFailure(Label label, String what, Throwable cause) {
        super(label + " threw " + what, cause);
        this.label = label;
        this.what = what;
    }

    /// As the caller of the action gets it: with a cause that can be printed, and whose trace speaks of the user's
    /// code.
    public UserFailure forCaller() {
        return new UserFailure(label, what, ThrowableText.printable(UserStack.fold(getCause())));
    }

    /// The operation whose user code threw.
    public Label label() {
        return label;
    }

    /// What was thrown and for which element, as far as messages may tell it: `java.lang.NumberFormatException: … for
    /// the element 'x'`.
    public String what() {
        return what;
    }

    /// As [#of(Label, Throwable)], of a call that was given an element.
    public static RuntimeException of(Label label, Object element, Throwable thrown) {
        letPass(thrown);
        return make(label, thrown, () -> " for the element " + label.values().show(element));
    }

    /// As [#of(Label, Object, Throwable)].
    ///
    /// @param element finds the element; asked only if it is to be told
    public static RuntimeException ofFound(Label label, Supplier<Object> element, Throwable thrown) {
        letPass(thrown);
        return make(label, thrown, () -> " for the element " + label.values().show(element.get()));
    }

    /// As [#of(Label, Throwable)], of a call that was given two.
    public static RuntimeException of(Label label, Object left, Object right, Throwable thrown) {
        letPass(thrown);
        return make(
                label,
                thrown,
                () -> " for the elements " + label.values().show(left) + " and " + label.values().show(right));
    }

    /// As [#of(Label, Throwable)], of a call that took elements itself.
    public static RuntimeException ofTaking(Label label, List<? extends Iterator<?>> taken, Throwable thrown) {
        letPass(thrown);
        return make(label, thrown, () -> lastTaken(label, taken));
    }

    @SuppressWarnings("ReferenceEquality") // a mark, not a value
    private static String lastTaken(Label label, List<? extends Iterator<?>> taken) {
        var last =
                taken.stream()
                        .filter(TakenElements.class::isInstance)
                        .map(from -> ((TakenElements) from).lastTaken())
                        .filter(element -> element != TakenElements.NONE)
                        .map(element -> label.values().show(element))
                        .toList();
        return switch (last.size()) {
            case 0 -> "";
            case 1 -> " after it took the element " + last.getFirst();
            default -> " after it took the elements " + String.join(" and ", last);
        };
    }

    /// What to throw when user code of `label` threw: a failure that names the innermost operation. What passed through
    /// user code on its way out (a failure below, a cancellation, an error of the engine) stays what it is, also if the
    /// user's code wrapped it.
    ///
    /// @throws OutOfMemoryError if it is one: that says nothing about the user's code
    public static RuntimeException of(Label label, Throwable thrown) {
        letPass(thrown);
        return make(label, thrown, () -> "");
    }

    /// Throws it again if memory was refused, before anything else: the heap may be so full that each object costs a
    /// collection, what the task holds is freed as it leaves, and to link a lambda for the first time makes thousands.
    ///
    /// @throws OutOfMemoryError if it is one
    public static void letPass(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError outOfMemory) {
            throw outOfMemory;
        }
    }

    /// @param elements says what the code was given; asked only if it is to be told
    private static RuntimeException make(Label label, Throwable thrown, Supplier<String> elements) {
        if (thrown instanceof OfElement known) {
            return of(label, known.element, known.getCause());
        }
        letPass(thrown);
        var cause = thrown;
        for (var depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof UserFailure
                    || cause instanceof TaskCancelled
                    || cause instanceof SpillLost
                    || cause instanceof SparrowException) {
                return (RuntimeException) cause;
            }
            cause = causeOf(cause);
        }
        return new UserFailure(label, label.values().describe(thrown) + elements.get(), label.values().cause(thrown));
    }

    /// None where the user's own `getCause` throws.
    private static Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    /// Carries what user code threw, and for which element, to where the operation is known.
    public static final class OfElement extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Object element;

        public OfElement(Object element, Throwable thrown) {
            super(null, thrown, false, false);
            this.element = element;
        }
    }
}
