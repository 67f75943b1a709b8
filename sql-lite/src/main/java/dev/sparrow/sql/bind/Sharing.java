/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.bind;

import dev.sparrow.table.plan.Relation;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Queries with names that are read once need no place of their own.
final class Sharing {
    private Sharing() {}

    /// The same without those shared relations that are read once.
    static Relation withoutSingle(Relation relation, List<Relation.Shared> shared) {
        var uses = new IdentityHashMap<Relation, Integer>();
        count(relation, uses);
        return without(relation, uses, shared);
    }

    private static void count(Relation relation, Map<Relation, Integer> uses) {
        if (relation instanceof Relation.Shared && uses.merge(relation, 1, Integer::sum) > 1) {
            return;
        }
        relation.inputs().forEach(input -> count(input, uses));
    }

    private static Relation without(Relation relation, Map<Relation, Integer> uses, List<Relation.Shared> shared) {
        if (relation instanceof Relation.Shared here) {
            var isSingle = uses.getOrDefault(here, 0) == 1 && shared.stream().anyMatch(each -> each.equals(here));
            return isSingle ? without(here.input(), uses, shared) : here;
        }
        return relation.with(relation.inputs().stream().map(input -> without(input, uses, shared)).toList());
    }
}
