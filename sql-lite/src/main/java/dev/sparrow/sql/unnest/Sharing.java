/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.unnest;

import dev.sparrow.table.plan.Relation;

import java.util.IdentityHashMap;

/// What is read once needs no place of its own.
public final class Sharing {
    private final IdentityHashMap<Relation, Integer> uses = new IdentityHashMap<>();
    private final IdentityHashMap<Relation, Relation> changed = new IdentityHashMap<>();

    private Sharing() {}

    /// The same without those shared relations that are read once and that nobody has computed.
    public static Relation withoutSingle(Relation relation) {
        var sharing = new Sharing();
        sharing.count(relation);
        return sharing.without(relation);
    }

    private void count(Relation relation) {
        if (relation instanceof Relation.Shared && uses.merge(relation, 1, Integer::sum) > 1) {
            return;
        }
        relation.inputs().forEach(this::count);
    }

    private Relation without(Relation relation) {
        if (relation instanceof Relation.Shared here) {
            return here.made() == null ? changed.computeIfAbsent(here, _ -> unmade(here)) : here;
        }
        return relation.with(relation.inputs().stream().map(this::without).toList());
    }

    private Relation unmade(Relation.Shared shared) {
        var input = without(shared.input());
        return uses.get(shared) == 1 ? input : new Relation.Shared(input);
    }
}
