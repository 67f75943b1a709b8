/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import dev.sparrow.sql.syntax.Literal;
import dev.sparrow.sql.syntax.Name;
import dev.sparrow.sql.syntax.TypeName;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads types.
final class TypeParser {
    private final Cursor cursor;

    TypeParser(Grammar grammar) {
        this.cursor = grammar.cursor;
    }

    TypeName type() {
        var outer = cursor.enter(1);
        var start = cursor.peek().start();
        var type = element(start);
        while (cursor.isAt("[") || cursor.isAt(Keyword.ARRAY)) {
            var bracket = !cursor.take(Keyword.ARRAY) || cursor.isAt("[");
            Optional<BigInteger> length = Optional.empty();
            if (bracket) {
                cursor.expect("[");
                length = cursor.isAt("]") ? Optional.empty() : Optional.of(number());
                cursor.expect("]");
            }
            type = new TypeName.ListType(cursor.from(start), type, length);
            cursor.grow();
        }
        cursor.leave(1, outer);
        return type;
    }

    private TypeName element(int start) {
        if (cursor.isAt(Keyword.STRUCT) || cursor.isAt(Keyword.ROW)) {
            cursor.take();
            cursor.expect("(");
            var fields = fields();
            cursor.expect(")");
            return new TypeName.StructType(cursor.from(start), fields);
        }
        if (cursor.isAt(Keyword.MAP)) {
            cursor.take();
            cursor.expect("(");
            var key = type();
            cursor.expect(",");
            var value = type();
            cursor.expect(")");
            return new TypeName.MapType(cursor.from(start), key, value);
        }
        return plain(start);
    }

    /// Names with types, such as the columns of a table.
    List<TypeName.FieldType> fields() {
        var fields = new ArrayList<TypeName.FieldType>();
        do {
            var start = cursor.peek().start();
            var name = cursor.expectName("a name");
            cursor.take(":"); // as Spark writes it
            var type = type();
            fields.add(new TypeName.FieldType(cursor.from(start), name, type));
        } while (cursor.take(","));
        return fields;
    }

    private TypeName plain(int start) {
        var name = cursor.expectName("a type");
        if (name.key().equals("double")) {
            cursor.take(Keyword.PRECISION);
        } else if (name.key().equals("character") || name.key().equals("char")) {
            cursor.take(Keyword.VARYING);
        }
        var parameters = new ArrayList<BigInteger>();
        if (cursor.take("(")) {
            do {
                parameters.add(number());
            } while (cursor.take(","));
            cursor.expect(")");
        }
        var zoned = name.key().equals("time") || name.key().equals("timestamp") ? zone(name) : name;
        return new TypeName.Plain(cursor.from(start), zoned, parameters);
    }

    private Name zone(Name name) {
        if (cursor.take(Keyword.WITH, Keyword.TIME, Keyword.ZONE)) {
            return new Name(name.at(), name.text() + "tz");
        }
        cursor.take(Keyword.WITHOUT, Keyword.TIME, Keyword.ZONE);
        return name;
    }

    private BigInteger number() {
        cursor.note("a whole number");
        if (!cursor.isAt(Token.Kind.NUMBER)) {
            throw cursor.unexpected();
        }
        var token = cursor.peek();
        if (!(Numbers.literal(token.text()) instanceof Literal.Whole(var value))) {
            throw cursor.unexpected();
        }
        cursor.take();
        return value;
    }
}
