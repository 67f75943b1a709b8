/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/// Makes a part of a history that cannot be explained as small as it can, without making it wrong by that.
///
/// Three things only weaken a history, so that what contradicts itself afterwards did before: to forget what happened
/// after some moment, to forget a read, and to no longer insist that a change happened before it returned.
final class Contradiction {
    private static final int RUNS_MAX = 2_000;

    private final Model model;
    private final long statesMax;
    private int runsLeft = RUNS_MAX;

    /// @param statesMax for each search
    Contradiction(Model model, long statesMax) {
        this.model = model;
        this.statesMax = statesMax;
    }

    /// @param operations of one key, in the order of their beginnings, that cannot be explained
    List<Operation> smallest(List<Operation> operations) {
        var part = shortestPrefix(operations);
        part = part.stream().filter(operation -> operation.isOk() || !Model.isRead(operation)).toList();
        part = withFewer(part, Model::isRead);
        if (part.stream().noneMatch(operation -> operation.kind().equals("cas"))) {
            var seen = part;
            part = withFewer(part, operation -> isWrite(operation) && nobodySees(operation, seen));
        }
        part = withOpenChanges(part);
        var rest = part;
        return part.stream().filter(operation -> operation.isOk() || !nobodySees(operation, rest)).toList();
    }

    private boolean contradicts(List<Operation> part) {
        return runsLeft-- > 0 && new Search(model, part, statesMax).run() == Search.End.CONTRADICTION;
    }

    /// By the moment of the last return.
    private List<Operation> shortestPrefix(List<Operation> operations) {
        var returns = operations.stream().filter(Operation::isOk).mapToLong(Operation::returnNanos).sorted().toArray();
        var explained = -1;
        var contradicting = returns.length - 1;
        while (contradicting - explained > 1) {
            var middle = (explained + contradicting) >>> 1;
            if (contradicts(until(operations, returns[middle]))) {
                contradicting = middle;
            } else {
                explained = middle;
            }
        }
        return until(operations, returns[contradicting]);
    }

    /// What had begun by then; what had not returned is open.
    private static List<Operation> until(List<Operation> operations, long nanos) {
        return operations.stream()
                .filter(operation -> operation.invokeNanos() <= nanos)
                .map(operation -> operation.isOk() && operation.returnNanos() > nanos ? operation.open() : operation)
                .toList();
    }

    private List<Operation> withFewer(List<Operation> operations, Predicate<Operation> which) {
        var part = operations;
        for (var size = Math.max(1, part.size() / 2); size >= 1; size /= 2) {
            for (var from = 0; from < part.size(); ) {
                var fewer = without(part, from, Math.min(part.size(), from + size), which);
                if (fewer.size() < part.size() && contradicts(fewer)) {
                    part = fewer;
                } else {
                    from += size;
                }
            }
        }
        return part;
    }

    private static List<Operation> without(List<Operation> part, int from, int to, Predicate<Operation> which) {
        var fewer = new ArrayList<>(part.subList(0, from));
        part.subList(from, to).stream().filter(which.negate()).forEach(fewer::add);
        fewer.addAll(part.subList(to, part.size()));
        return fewer;
    }

    private List<Operation> withOpenChanges(List<Operation> operations) {
        var part = new ArrayList<>(operations);
        for (var i = 0; i < part.size(); i++) {
            var operation = part.get(i);
            if (operation.isOk() && !Model.isRead(operation)) {
                part.set(i, operation.open());
                if (!contradicts(part)) {
                    part.set(i, operation);
                }
            }
        }
        return part;
    }

    private static boolean isWrite(Operation operation) {
        return operation.kind().equals("write") || operation.kind().equals("put");
    }

    private static boolean nobodySees(Operation change, List<Operation> part) {
        return part.stream().noneMatch(other -> sees(other, change));
    }

    private static boolean sees(Operation other, Operation change) {
        if (!other.isOk() || !(Model.isRead(other) || other.kind().equals("cas"))) {
            return false;
        }
        var values = change.value() instanceof List<?> pair ? pair : Collections.singletonList(change.value());
        var seen = other.value() instanceof List<?> pair ? pair : Collections.singletonList(other.value());
        return values.stream().anyMatch(value -> seen.stream().anyMatch(all -> isPart(value, all)));
    }

    /// Texts may have been put together from several.
    private static boolean isPart(Object value, Object all) {
        return Objects.equals(value, all) || (all instanceof String text && text.contains(String.valueOf(value)));
    }
}
