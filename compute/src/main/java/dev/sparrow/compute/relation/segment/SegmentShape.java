/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import dev.sparrow.column.Field;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.LiteralSet;
import dev.sparrow.table.step.State;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that the class of a [Segment] depends on, so that segments which differ in constants alone share one.
///
/// @param spec with a [Slot] in place of each constant
/// @param sides for each use, how its rows are found
public record SegmentShape(SegmentSpec spec, List<ColumnData.Layout> layouts, List<SideUse> sides) {

    /// @param constants gets the constants, in the order of their slots, and then the states that rows are folded into
    static SegmentShape of(
            SegmentSpec spec, List<ColumnData.Layout> layouts, List<SideUse> sides, List<Object> constants) {
        return new SegmentShape(withoutConstants(spec, constants), List.copyOf(layouts), List.copyOf(sides));
    }

    /// The rows of a column that is read.
    ///
    /// @param number of the side
    public record SideUse(Side side, int number) {}

    /// How the rows of a side are found.
    public enum Side {
        /// By their own numbers.
        DIRECT,
        /// By a list of numbers.
        LISTED,
        /// By a list of numbers, -1 where there is no row.
        OPTIONAL
    }

    /// The number of a constant of a class, in place of the constant.
    record Slot(int number) {}

    private static SegmentSpec withoutConstants(SegmentSpec spec, List<Object> constants) {
        var numbers = new LinkedHashMap<Object, Integer>();
        var condition = spec.condition() == null ? null : slots(spec.condition(), numbers, constants);
        var end =
                switch (spec.end()) {
                    case SegmentSpec.Write(var outputs, var selects) ->
                            new SegmentSpec.Write(
                                    outputs.stream()
                                            .map(output ->
                                                    new SegmentSpec.Output(
                                                            slots(output.value(), numbers, constants), output.form()))
                                            .toList(),
                                    selects);
                    case SegmentSpec.Fold(var states, var grouping) ->
                            new SegmentSpec.Fold(
                                    states.stream()
                                            .map(state ->
                                                    new State(
                                                            state.fold(),
                                                            state.values().stream()
                                                                    .map(value -> slots(value, numbers, constants))
                                                                    .toList(),
                                                            new Field(
                                                                    "", state.field().type(), state.field().nullable()),
                                                            null))
                                            .toList(),
                                    slots(grouping, numbers, constants));
                };
        if (spec.end() instanceof SegmentSpec.Fold(var states, _)) {
            constants.addAll(states);
        }
        return new SegmentSpec(condition, end, List.of());
    }

    private static SegmentSpec.Grouping slots(
            SegmentSpec.Grouping grouping, Map<Object, Integer> numbers, List<Object> constants) {
        return grouping instanceof SegmentSpec.PlacedGroups(var keys)
                ? new SegmentSpec.PlacedGroups(keys.stream().map(key -> slots(key, numbers, constants)).toList())
                : grouping;
    }

    private static Expression slots(Expression expression, Map<Object, Integer> numbers, List<Object> constants) {
        return expression.rewritten(part ->
                switch (part) {
                    case Expression.Literal(var value, var type) when value != null ->
                            new Expression.Literal(slot(List.of(value, type), value, numbers, constants), type);
                    case Expression.In(var value, var set) ->
                            new Expression.In(
                                    value,
                                    new LiteralSet(
                                            Set.of(slot(set, set, numbers, constants)), set.type(), set.hasNull()));
                    case Expression.UserCall call ->
                            new Expression.UserCall(
                                    null,
                                    null,
                                    call.arguments(),
                                    call.type(),
                                    call.nullable(),
                                    "" + slot(call, call, numbers, constants).number());
                    case Expression.Input(var column, var type, var nullable, _) ->
                            new Expression.Input(column, type, nullable, "");
                    case Expression other -> other;
                });
    }

    private static Slot slot(Object key, Object value, Map<Object, Integer> numbers, List<Object> constants) {
        return new Slot(
                numbers.computeIfAbsent(
                        key,
                        _ -> {
                            constants.add(value);
                            return constants.size() - 1;
                        }));
    }
}
