/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import dev.sparrow.simulation.history.Dependencies.Kind;
import dev.sparrow.simulation.history.Operation.Outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Whether transactions that append to lists and read them are strictly serializable (after Elle: Kingsbury and Alvaro
/// 2020).
///
/// A list that was read tells the order of all appends before it, so the order of transactions is read off the history
/// instead of searched: who appended before whom, who saw whom, who did not yet see whom, and who returned before
/// another began. A circle in that is a contradiction. What is appended to a key must be unique for the key.
///
/// An operation's value is a list of `["append", key, value]` and `["r", key, list]`.
public final class Appends {
    private final List<Operation> operations;
    private final List<Transaction> transactions = new ArrayList<>();
    private final Map<String, Map<Object, Transaction>> writers = new HashMap<>();
    private final Map<String, List<Object>> longest = new LinkedHashMap<>();
    private final Map<String, Transaction> longestReader = new HashMap<>();

    private Appends(History history) {
        this.operations = history.operations();
    }

    public static Verdict check(History history) {
        return new Appends(history).check();
    }

    private Verdict check() {
        try {
            for (var operation : operations) {
                transactions.add(Transaction.of(transactions.size(), operation));
            }
        } catch (Transaction.Inconsistent e) {
            return new Verdict.Contradiction(
                    "internal: " + e.getMessage(), List.of(operations.get(transactions.size())));
        }
        return findDoubled()
                .or(this::findStrangeReads)
                .or(this::findIncompatibleOrders)
                .or(this::findCircle)
                .orElseGet(() -> new Verdict.Explained(transactions.size()));
    }

    private Optional<Verdict> findDoubled() {
        for (var transaction : transactions) {
            for (var append : transaction.appends().entrySet()) {
                for (var value : append.getValue()) {
                    var other = writers.computeIfAbsent(append.getKey(), _ -> new HashMap<>()).put(value, transaction);
                    if (other != null) {
                        return contradiction(
                                "%s was appended to %s twice: give each append a value of its own"
                                        .formatted(value, append.getKey()),
                                other,
                                transaction);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// What nobody appended, what was taken back (G1a), and half of a transaction (G1b).
    private Optional<Verdict> findStrangeReads() {
        for (var reader : transactions) {
            for (var read : reader.reads().entrySet()) {
                var key = read.getKey();
                var seen = read.getValue();
                if (seen.stream().distinct().count() < seen.size()) {
                    return contradiction("a value is in the list of " + key + " twice", reader);
                }
                for (var i = 0; i < seen.size(); i++) {
                    var strange = strange(reader, key, seen, i);
                    if (strange.isPresent()) {
                        return strange;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> strange(Transaction reader, String key, List<Object> seen, int at) {
        var value = seen.get(at);
        var writer = writer(key, value);
        if (writer == null) {
            return contradiction("nobody appended %s to %s".formatted(value, key), reader);
        }
        if (writer.operation().outcome() == Outcome.FAIL) {
            return contradiction("aborted read (G1a): %s was never to be in %s".formatted(value, key), writer, reader);
        }
        var own = writer.appends().get(key);
        var next = own.indexOf(value) + 1;
        if (next < own.size() && !(at + 1 < seen.size() && seen.get(at + 1).equals(own.get(next)))) {
            return contradiction(
                    "intermediate read (G1b): half of what one transaction appended to " + key, writer, reader);
        }
        return Optional.empty();
    }

    private Optional<Verdict> findIncompatibleOrders() {
        for (var reader : transactions) {
            for (var read : reader.reads().entrySet()) {
                var key = read.getKey();
                var seen = read.getValue();
                var known = longest.getOrDefault(key, List.of());
                var shorter = seen.size() < known.size() ? seen : known;
                var longer = seen.size() < known.size() ? known : seen;
                if (!longer.subList(0, shorter.size()).equals(shorter)) {
                    return contradiction(
                            "two orders: none of these lists of " + key + " is the beginning of the other",
                            longestReader.get(key),
                            reader);
                }
                if (seen.size() > known.size()) {
                    longest.put(key, seen);
                    longestReader.put(key, reader);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> findCircle() {
        var dependencies = new Dependencies(transactions.size());
        longest.forEach((key, values) -> addOrder(key, values, dependencies));
        transactions.forEach(reader -> addReads(reader, dependencies));
        addRealTime(dependencies);
        for (var kind : Kind.values()) {
            var circle = dependencies.circle(kind);
            if (circle.isPresent()) {
                return Optional.of(describe(kind, circle.get()));
            }
        }
        return Optional.empty();
    }

    private void addOrder(String key, List<Object> values, Dependencies dependencies) {
        for (var i = 1; i < values.size(); i++) {
            var before = writer(key, values.get(i - 1));
            dependencies.add(before.number(), writer(key, values.get(i)).number(), Kind.WRITE_WRITE);
        }
    }

    private void addReads(Transaction reader, Dependencies dependencies) {
        reader.reads()
                .forEach((key, seen) -> {
                    if (!seen.isEmpty()) {
                        dependencies.add(writer(key, seen.getLast()).number(), reader.number(), Kind.WRITE_READ);
                    }
                    var all = longest.getOrDefault(key, List.of());
                    if (seen.size() < all.size()) {
                        dependencies.add(reader.number(), writer(key, all.get(seen.size())).number(), Kind.READ_WRITE);
                    }
                });
    }

    /// Only what does not follow from others: a transaction that returned is forgotten when one that began after it
    /// has.
    private void addRealTime(Dependencies dependencies) {
        var happened = transactions.stream().filter(transaction -> transaction.operation().isOk()).toList();
        var byBegin = new ArrayList<>(transactions);
        byBegin.sort(Comparator.comparingLong(transaction -> transaction.operation().invokeNanos()));
        var byReturn = new ArrayList<>(happened);
        byReturn.sort(Comparator.comparingLong(transaction -> transaction.operation().returnNanos()));
        var frontier = new TreeMap<Long, List<Transaction>>();
        var returned = 0;
        for (var transaction : byBegin) {
            if (transaction.operation().outcome() == Outcome.FAIL) {
                continue;
            }
            var begin = transaction.operation().invokeNanos();
            for (; returned < byReturn.size() && byReturn.get(returned).operation().returnNanos() < begin; returned++) {
                var last = byReturn.get(returned);
                frontier.headMap(last.operation().invokeNanos()).clear();
                frontier.computeIfAbsent(last.operation().returnNanos(), _ -> new ArrayList<>()).add(last);
            }
            frontier.values()
                    .forEach(all ->
                            all.forEach(
                                    before -> dependencies.add(before.number(), transaction.number(), Kind.REAL_TIME)));
        }
    }

    private Verdict describe(Kind strongest, List<Dependencies.Edge> circle) {
        var name =
                switch (strongest) {
                    case WRITE_WRITE -> "write cycle (G0)";
                    case WRITE_READ -> "circular information flow (G1c)";
                    case REAL_TIME -> "order against real time (G1c-realtime)";
                    case READ_WRITE ->
                            circle.stream().filter(edge -> edge.kind() == Kind.READ_WRITE).count() == 1
                                    ? "read skew (G-single)"
                                    : "anti-dependency cycle (G2)";
                };
        var kinds = circle.stream().map(edge -> edge.kind().toString()).toList();
        return new Verdict.Contradiction(
                "%s: each of these comes before the next, the last before the first (%s)"
                        .formatted(name, String.join(", ", kinds)),
                circle.stream().map(edge -> operations.get(edge.from())).toList());
    }

    private Transaction writer(String key, Object value) {
        return writers.getOrDefault(key, Map.of()).get(value);
    }

    private static Optional<Verdict> contradiction(String what, Transaction... part) {
        var operations = Arrays.stream(part).map(Transaction::operation).toList();
        return Optional.of(new Verdict.Contradiction(what, operations));
    }
}
