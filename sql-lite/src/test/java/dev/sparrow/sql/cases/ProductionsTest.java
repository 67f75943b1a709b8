/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.sql.parser.Parser;
import dev.sparrow.sql.parser.Parser.Failed;
import dev.sparrow.sql.parser.Parser.Read;
import dev.sparrow.sql.syntax.Syntax;

import org.junit.jupiter.api.Test;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Each production of the grammar is in a case: each record of the tree, each constant, and whatever may be there or
/// not, with and without.
class ProductionsTest {
    @Test
    void eachProduction_isInACase() {
        var wanted = new TreeSet<String>();
        productions(Syntax.class, wanted, new HashSet<>());
        var found = new TreeSet<String>();
        CaseFile.all()
                .flatMap(each -> Trees.nodes(trees(each.statement())).stream())
                .forEach(node -> found.addAll(productions(node)));

        wanted.removeAll(found);

        assertThat(wanted).as("productions in no case").isEmpty();
        assertThat(found).hasSizeGreaterThan(250);
    }

    private static List<?> trees(String text) {
        return switch (Parser.read(text)) {
            case Read<?>(var statements) -> List.of(statements);
            case Failed<?> _ -> List.of();
        };
    }

    /// What a node is a case of.
    private static Set<String> productions(Object node) {
        var found = new HashSet<String>();
        if (node instanceof Enum<?> constant) {
            found.add(name(constant));
        }
        if (node instanceof Record record) {
            found.add(record.getClass().getName());
            for (var component : record.getClass().getRecordComponents()) {
                var value = Trees.value(record, component);
                var said =
                        switch (value) {
                            case Boolean flag -> flag;
                            case Optional<?> some -> some.isPresent();
                            case List<?> list -> !list.isEmpty();
                            default -> true;
                        };
                found.add(name(component, said));
            }
        }
        return found;
    }

    /// All that there are below a type.
    private static void productions(Class<?> type, Set<String> wanted, Set<Class<?>> seen) {
        if (!seen.add(type) || !type.getName().startsWith("dev.sparrow")) {
            return;
        }
        if (type.isSealed()) {
            for (var sub : type.getPermittedSubclasses()) {
                productions(sub, wanted, seen);
            }
        }
        if (type.isEnum()) {
            for (var constant : type.getEnumConstants()) {
                wanted.add(name((Enum<?>) constant));
            }
        }
        if (type.isRecord()) {
            wanted.add(type.getName());
            for (var component : type.getRecordComponents()) {
                if (component.getType() == boolean.class || component.getType() == Optional.class) {
                    wanted.add(name(component, true));
                    wanted.add(name(component, false));
                }
                productions(element(component.getGenericType()), wanted, seen);
            }
        }
    }

    /// Of a list or an optional, the type of what is in there.
    private static Class<?> element(Type type) {
        return switch (type) {
            case ParameterizedType generic -> element(generic.getActualTypeArguments()[0]);
            case Class<?> plain -> plain;
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static String name(Enum<?> constant) {
        return constant.getDeclaringClass().getName() + "." + constant.name();
    }

    private static String name(RecordComponent component, boolean said) {
        return component.getDeclaringRecord().getName() + "(" + component.getName() + (said ? ")" : " unsaid)");
    }
}
