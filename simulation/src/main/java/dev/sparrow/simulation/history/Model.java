/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import dev.sparrow.error.SparrowException;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What a key of the system does when nothing is concurrent. States are immutable and compared by `equals`.
public enum Model {
    /// `write` gives a value, `read` sees it. At first it is null.
    REGISTER("register") {
        @Override
        Object step(Object state, Operation operation) {
            return switch (operation.kind()) {
                case "write" -> operation.value();
                case "read" -> seen(state, operation);
                default -> throw strange(operation, "read or write");
            };
        }
    },
    /// A register with `cas`, whose value is `[expected, new]`, or `[expected, new, false]` if it was not the expected
    /// one.
    CAS("cas") {
        @Override
        Object step(Object state, Operation operation) {
            return switch (operation.kind()) {
                case "write" -> operation.value();
                case "read" -> seen(state, operation);
                case "cas" -> cas(state, operation);
                default -> throw strange(operation, "read, write or cas");
            };
        }
    },
    /// An entry of a map: `put`, `get`, `delete`, `cas` as above, and `append`, which adds a text to the one that is
    /// there.
    KV("kv") {
        @Override
        Object step(Object state, Operation operation) {
            return switch (operation.kind()) {
                case "put" -> operation.value();
                case "get" -> seen(state, operation);
                case "delete" -> null;
                case "append" -> (state == null ? "" : state.toString()) + operation.value();
                case "cas" -> cas(state, operation);
                default -> throw strange(operation, "put, get, delete, append or cas");
            };
        }
    },
    /// A lock: `acquire` when nobody has it, `release` by the process that has it. The state is who has it.
    MUTEX("mutex") {
        @Override
        Object step(Object state, Operation operation) {
            return switch (operation.kind()) {
                case "acquire" -> state == null ? operation.process() : REFUSED;
                case "release" -> operation.process().equals(state) ? null : REFUSED;
                default -> throw strange(operation, "acquire or release");
            };
        }
    };

    /// In place of a state: this cannot happen here.
    private enum Refusal {
        REFUSED
    }

    private static final Object REFUSED = Refusal.REFUSED;

    private final String title;

    Model(String title) {
        this.title = title;
    }

    /// Whether this is no state: the operation cannot happen here.
    static boolean isRefused(Object state) {
        return state instanceof Refusal;
    }

    /// The state after an operation, or one that [#isRefused]. What an operation with an unknown outcome saw is not
    /// looked at.
    abstract Object step(Object state, Operation operation);

    /// The model with this name.
    public static Model named(String name) {
        return Arrays.stream(values())
                .filter(model -> model.title.equals(name))
                .findAny()
                .orElseThrow(() ->
                        SparrowException.invalidArgument(
                                "There is no model '" + name + "': use " + names() + " or append."));
    }

    private static String names() {
        return Arrays.stream(values()).map(Model::toString).collect(Collectors.joining(", "));
    }

    /// Whether it changes no state.
    static boolean isRead(Operation operation) {
        return operation.kind().equals("read") || operation.kind().equals("get");
    }

    private static Object seen(Object state, Operation operation) {
        return !operation.isOk() || Objects.equals(state, operation.value()) ? state : REFUSED;
    }

    private static Object cas(Object state, Operation operation) {
        if (!(operation.value() instanceof List<?> values) || values.size() < 2) {
            throw strange(operation, "a value [expected, new] for cas");
        }
        var swaps = Objects.equals(state, values.get(0));
        if (operation.isOk()) {
            var swapped = values.size() == 2 || !Boolean.FALSE.equals(values.get(2));
            if (swapped != swaps) {
                return REFUSED;
            }
        }
        return swaps ? values.get(1) : state;
    }

    private static SparrowException strange(Operation operation, String expected) {
        return SparrowException.invalidArgument(
                "The model does not know this operation: " + operation + ". It knows " + expected + ".");
    }

    @Override
    public String toString() {
        return title;
    }
}
