/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.QualifiedName;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// The text that a tree is written to.
final class Words {
    /// Calls of functions of these names mean something else if the names have no quotes.
    private static final Set<String> SPECIAL_FUNCTIONS =
            Set.of(
                    "array",
                    "cast",
                    "columns",
                    "cube",
                    "exists",
                    "extract",
                    "interval",
                    "lateral",
                    "map",
                    "overlay",
                    "position",
                    "rollup",
                    "row",
                    "substring",
                    "trim",
                    "try_cast",
                    "unpack",
                    "values");

    private static final Set<String> SPECIAL_TYPES = Set.of("map", "row", "struct");

    private final StringBuilder text = new StringBuilder();

    /// As it is.
    Words add(String words) {
        text.append(words);
        return this;
    }

    Words addIf(boolean condition, String words) {
        return condition ? add(words) : this;
    }

    /// With quotes if it needs them.
    Words name(Name name) {
        var known = Keyword.of(name.text()) != null || ValueParser.NILADIC.contains(name.key());
        return add(known || !isPlain(name.text()) ? quoted(name.text()) : name.text());
    }

    Words name(QualifiedName name) {
        return list(name.parts(), ".", this::name);
    }

    Words function(Name name) {
        var keyword = Keyword.of(name.text());
        var special = SPECIAL_FUNCTIONS.contains(name.key()) || (keyword != null && !keyword.canBeColumn());
        return add(special || !isPlain(name.text()) ? quoted(name.text()) : name.text());
    }

    Words type(Name name) {
        return add(SPECIAL_TYPES.contains(name.key()) || !isPlain(name.text()) ? quoted(name.text()) : name.text());
    }

    Words names(List<Name> names) {
        return names.isEmpty() ? this : add(" (").list(names, ", ", this::name).add(")");
    }

    Words text(String value) {
        return add("'" + value.replace("'", "''") + "'");
    }

    <T> Words list(List<T> elements, Consumer<T> write) {
        return list(elements, ", ", write);
    }

    <T> Words list(List<T> elements, String between, Consumer<T> write) {
        var first = true;
        for (var element : elements) {
            addIf(!first, between);
            write.accept(element);
            first = false;
        }
        return this;
    }

    /// The words of a constant's name.
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && Character.digit(name.charAt(0), 10) < 0
                && name.chars().allMatch(c -> c == '_' || (c < 0x80 && Character.isLetterOrDigit(c)));
    }
}
