/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.cases;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Trees as values of records, whatever their types.
public final class Trees {
    private Trees() {}

    /// All records and enums in a tree, itself first.
    public static List<Object> nodes(Object tree) {
        var nodes = new ArrayList<>();
        visit(tree, nodes::add);
        return nodes;
    }

    private static void visit(Object value, Consumer<Object> visitor) {
        switch (value) {
            case Optional<?> some -> some.ifPresent(inner -> visit(inner, visitor));
            case List<?> list -> list.forEach(inner -> visit(inner, visitor));
            case Enum<?> constant -> visitor.accept(constant);
            case Record node -> {
                visitor.accept(node);
                for (var component : node.getClass().getRecordComponents()) {
                    visit(value(node, component), visitor);
                }
            }
            default -> {}
        }
    }

    public static Object value(Record node, RecordComponent component) {
        try {
            return component.getAccessor().invoke(node);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same record with other values.
    public static Record with(Record node, List<Object> values) {
        try {
            return (Record) node.getClass().getDeclaredConstructors()[0].newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
