/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.catalog;

import dev.sparrow.table.plan.Relation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What queries were bound to, by their text, the values of their parameters, and the version of the catalog.
///
/// Left out are queries that read files by their names, which may have changed since, and those that keep rows they
/// read more than once: they would keep them for as long as the plan is here.
public final class Plans {
    private static final int PLANS_MAX = 100;

    private record Key(String text, Map<String, Object> values, long version) {}

    private final Map<Key, Relation> plans =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Relation> eldest) {
                    return size() > PLANS_MAX;
                }
            };

    private long filesOpened;

    /// Files were opened by their names: the query that is being bound is not kept.
    public void fileOpened() {
        filesOpened++;
    }

    /// The plan that a query had before.
    public Optional<Relation> find(String text, Map<String, Object> values, long version) {
        return Optional.ofNullable(plans.get(new Key(text, values, version)));
    }

    /// The plan of a query, which is kept if it may be.
    public Relation kept(String text, Map<String, Object> values, long version, Supplier<Relation> bound) {
        var before = filesOpened;
        var relation = bound.get();
        if (before == filesOpened && !keepsRows(relation)) {
            plans.put(new Key(text, values, version), relation);
        }
        return relation;
    }

    /// How many there are.
    public int size() {
        return plans.size();
    }

    private static boolean keepsRows(Relation relation) {
        var left = new ArrayList<Relation>();
        left.add(relation);
        while (!left.isEmpty()) {
            var next = left.removeLast();
            if (next instanceof Relation.Shared) {
                return true;
            }
            left.addAll(next.inputs());
        }
        return false;
    }
}
