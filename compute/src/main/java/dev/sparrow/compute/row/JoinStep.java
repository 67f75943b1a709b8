/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.table.KeyTable;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;
import java.util.Optional;

/// Joins each left pair with its partners, which are in a table.
final class JoinStep extends BoundStep {
    private final JoinTable table;
    private final JoinKind kind;

    JoinStep(JoinTable table, JoinKind kind, Label label, BoundStep next) {
        super(label, next);
        this.table = table;
        this.kind = kind;
    }

    @Override
    Object apply(Object value, StepIterator run) {
        var pair = UserCode.pair(value, label);
        var slot = table.ask(pair._1());
        var lonely = slot == KeyTable.ABSENT;
        return switch (kind) {
            case SEMI -> lonely ? NOTHING : pair;
            case ANTI -> lonely ? pair : NOTHING;
            case INNER, LEFT_OUTER, RIGHT_OUTER, FULL_OUTER -> {
                var left = kind.keepsRight() ? Optional.ofNullable(pair._2()) : pair._2();
                yield lonely
                        ? alone(pair._1(), left)
                        : joined(new Partners(pair._1(), left, table.values(slot)), slot, run);
            }
        };
    }

    private Object alone(Object key, Object left) {
        return kind.keepsLeft() ? new Tuple2<>(key, new Tuple2<>(left, Optional.empty())) : NOTHING;
    }

    /// A single partner, as in a join with a unique key, goes on at once.
    private Object joined(Partners partners, int slot, StepIterator run) {
        if (table.count(slot) == 1) {
            return partners.next();
        }
        run.expand(partners, this);
        return NOTHING;
    }

    private record Partners(Object key, Object left, Iterator<Object> rights) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return rights.hasNext();
        }

        @Override
        public Object next() {
            return new Tuple2<>(key, new Tuple2<>(left, rights.next()));
        }
    }
}
