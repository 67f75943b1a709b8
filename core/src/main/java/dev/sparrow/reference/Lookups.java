/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.column.Row;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.kernel.Comparisons;
import dev.sparrow.table.step.Lookup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// The meaning of a [Lookup]: every left row meets every right one.
final class Lookups {
    private final Lookup lookup;
    private final List<Row> rights;
    private final boolean[] found;

    private Lookups(Lookup lookup, List<Object> rights) {
        this.lookup = lookup;
        this.rights = rights.stream().map(Row.class::cast).toList();
        this.found = new boolean[rights.size()];
    }

    static List<List<Object>> apply(Lookup lookup, List<List<Object>> left, List<List<Object>> right) {
        var output = new ArrayList<List<Object>>();
        var all = new ArrayList<Object>();
        right.forEach(all::addAll);
        for (var p = 0; p < left.size(); p++) {
            output.add(new Lookups(lookup, lookup.shared() ? all : right.get(p)).apply(left.get(p)));
        }
        return output;
    }

    private List<Object> apply(List<Object> lefts) {
        var output = new ArrayList<Object>();
        for (var element : lefts) {
            add((Row) element, output);
        }
        if (lookup.kind() == Lookup.Kind.FULL) {
            var width = lookup.schema().fields().size() - lookup.right().fields().size();
            for (var i = 0; i < found.length; i++) {
                if (!found[i]) {
                    var values = new ArrayList<Object>(Collections.nCopies(width, null));
                    values.addAll(rights.get(i).values());
                    output.add(Row.of(values.toArray()));
                }
            }
        }
        return output;
    }

    private void add(Row left, List<Object> output) {
        var partners = new ArrayList<Row>();
        var unknown = false;
        for (var i = 0; i < rights.size(); i++) {
            var equal = matches(left, rights.get(i));
            if (Boolean.TRUE.equals(equal)) {
                partners.add(rights.get(i));
                found[i] = true;
            }
            unknown |= equal == null;
        }
        switch (lookup.kind()) {
            case null -> throw new NullPointerException("a constant is missing");
            case INNER -> partners.forEach(right -> output.add(both(left, right)));
            case LEFT, FULL -> addOuter(left, partners, output);
            case SINGLE -> {
                if (partners.size() > 1) {
                    throw new SparrowException(
                            ErrorCode.INVALID_ARGUMENT, "A subquery that is a value returned more than one row.");
                }
                addOuter(left, partners, output);
            }
            case SEMI -> output.addAll(partners.isEmpty() ? List.of() : List.of(left));
            case ANTI -> output.addAll(partners.isEmpty() ? List.of(left) : List.of());
            case NULL_AWARE_ANTI -> output.addAll(partners.isEmpty() && !unknown ? List.of(left) : List.of());
            case MARK ->
                    output.add(
                            Tables.longer(
                                    left, partners.isEmpty() ? unknown ? null : (Boolean) false : (Boolean) true));
        }
    }

    private void addOuter(Row left, List<Row> partners, List<Object> output) {
        if (partners.isEmpty()) {
            output.add(Tables.longer(left, new Object[lookup.right().fields().size()]));
        }
        partners.forEach(right -> output.add(both(left, right)));
    }

    private static Row both(Row left, Row right) {
        return Tables.longer(left, right.values().toArray());
    }

    /// Null where that is unknown.
    private Boolean matches(Row left, Row right) {
        var unknown = false;
        for (var i = 0; i < lookup.leftKeys().size(); i++) {
            var one = Tables.value(lookup.leftKeys().get(i), left);
            var other = Tables.value(lookup.rightKeys().get(i), right);
            if (one == null || other == null) {
                unknown = true;
            } else if (Comparisons.compare(one, other) != 0) {
                return false;
            }
        }
        if (lookup.condition() != null) {
            var holds = (Boolean) Tables.value(lookup.condition(), both(left, right));
            if (!Objects.equals(holds, true)) {
                return false;
            }
        }
        return unknown ? null : (Boolean) true;
    }
}
