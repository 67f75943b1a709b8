/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.plan;

import dev.sparrow.column.Schema;
import dev.sparrow.format.ColumnBounds;
import dev.sparrow.format.ScanFilter;
import dev.sparrow.table.expression.Expression;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A condition of a table as what a source is asked: the parts of it of which bounds of columns may tell that they are
/// true for no row.
///
/// @param condition over the columns of these names
record ScanCondition(Expression condition, List<String> names) implements ScanFilter {

    /// What a source can be asked; nothing if no part of the condition is about bounds.
    static Optional<ScanFilter> of(Expression condition, Schema schema) {
        var asked = condition.conjuncts().stream().filter(PossibleValues::canTell).toList();
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScanCondition(Expression.and(asked), schema.names()));
    }

    @Override
    public List<String> columns() {
        var used = new BitSet();
        Simplification.use(condition, used);
        return used.stream().mapToObj(names::get).toList();
    }

    @Override
    public boolean mayHold(Function<String, ColumnBounds> bounds) {
        return new PossibleValues(input -> bounds.apply(names.get(input.column()))).canBeTrue(condition);
    }

    @Override
    public String toString() {
        return condition.toString();
    }
}
