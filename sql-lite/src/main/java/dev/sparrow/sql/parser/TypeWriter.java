/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.TypeName;

import java.util.List;

/// Writes types.
final class TypeWriter {
    private final Words words;

    TypeWriter(Words words) {
        this.words = words;
    }

    void write(TypeName type) {
        switch (type) {
            case TypeName.Plain(var _, var name, var parameters) -> {
                words.type(name);
                if (!parameters.isEmpty()) {
                    words.add("(").list(parameters, number -> words.add(number.toString())).add(")");
                }
            }
            case TypeName.ListType(var _, var element, var length) -> {
                write(element);
                words.add("[").add(length.map(Object::toString).orElse("")).add("]");
            }
            case TypeName.StructType(var _, var fields) -> {
                words.add("struct(");
                fields(fields);
                words.add(")");
            }
            case TypeName.MapType(var _, var key, var value) -> {
                words.add("map(");
                write(key);
                words.add(", ");
                write(value);
                words.add(")");
            }
        }
    }

    void fields(List<TypeName.FieldType> fields) {
        words.list(
                fields,
                field -> {
                    words.name(field.name()).add(" ");
                    write(field.type());
                });
    }
}
