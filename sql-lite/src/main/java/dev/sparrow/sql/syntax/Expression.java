/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

import java.util.List;
import java.util.Optional;

/// What has a value in each row.
public sealed interface Expression extends Syntax {
    record Constant(Span at, Literal value) implements Expression {}

    /// A value that comes with the statement: `?` and `$1` are known by their numbers, `$name` by its name.
    record Parameter(Span at, String name) implements Expression {}

    /// A column, perhaps with its table before it, perhaps with fields of a struct behind it.
    record Column(Span at, QualifiedName name) implements Expression {}

    /// `#2`: the second column of what is selected from.
    record Ordinal(Span at, int position) implements Expression {}

    /// `*` or `t.*`, and what is to be different about it.
    record Star(Span at, Optional<QualifiedName> table, StarChanges changes) implements Expression {}

    /// `columns('regex')`: the expression around it, once for each such column.
    ///
    /// @param selection a text, a star, a list or a lambda
    /// @param unpacked whether all columns go into one call: `coalesce(*columns(…))`
    record Columns(Span at, Expression selection, boolean unpacked) implements Expression {}

    record Unary(Span at, UnaryOperator operator, Expression operand) implements Expression {}

    record Binary(Span at, BinaryOperator operator, Expression left, Expression right) implements Expression {}

    /// Two or more conditions between which there is the same word.
    record Logical(Span at, Connective connective, List<Expression> conditions) implements Expression {
        public Logical {
            conditions = List.copyOf(conditions);
        }
    }

    record Not(Span at, Expression condition) implements Expression {}

    record IsNull(Span at, Expression operand, boolean negated) implements Expression {}

    record IsTruth(Span at, Expression operand, Truth truth, boolean negated) implements Expression {}

    record Between(Span at, Expression operand, Bounds bounds, boolean negated) implements Expression {}

    /// `a in (1, 2)`.
    record InList(Span at, Expression operand, List<Expression> values, boolean negated) implements Expression {
        public InList {
            values = List.copyOf(values);
        }
    }

    /// `a in (select …)`, or `a in xs` for a column or literal that is a list, map or text.
    record In(Span at, Expression operand, Expression collection, boolean negated) implements Expression {}

    /// `a like 'x%'` and its siblings.
    record Match(Span at, Matching matching, Expression operand, Pattern pattern, boolean negated)
            implements Expression {}

    /// `a > all (select …)`; beside a [Subquery], the right side may be a list.
    record Quantified(Span at, Comparison comparison, Expression left, Expression right) implements Expression {}

    /// A query in place of a value: its only column, of its only row.
    record Subquery(Span at, Query query) implements Expression {}

    record Exists(Span at, Query query) implements Expression {}

    /// `array(select …)`: the rows of a query as a list.
    record ListOfQuery(Span at, Query query) implements Expression {}

    record Case(Span at, Optional<Expression> operand, List<When> branches, Optional<Expression> otherwise)
            implements Expression {
        public Case {
            branches = List.copyOf(branches);
        }
    }

    /// `cast(a as integer)`, `a::integer`, `integer '7'`; `try_cast`, which makes a null of what does not fit, is
    /// lenient.
    record Cast(Span at, Expression operand, TypeName type, boolean lenient) implements Expression {}

    /// A function's call, with a window or without. `x.f(y)` is `f(x, y)`.
    record Call(Span at, Name function, List<Argument> arguments, Aggregation aggregation, Optional<Window> over)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// `(1, 2)`, `row(1)`.
    record Row(Span at, List<Expression> values) implements Expression {
        public Row {
            values = List.copyOf(values);
        }
    }

    /// `[1, 2]`.
    record ListOf(Span at, List<Expression> elements) implements Expression {
        public ListOf {
            elements = List.copyOf(elements);
        }
    }

    /// `{'a': 1}`.
    record StructOf(Span at, List<NamedValue> fields) implements Expression {
        public StructOf {
            fields = List.copyOf(fields);
        }
    }

    /// `map {'a': 1}`.
    record MapOf(Span at, List<Entry> entries) implements Expression {
        public MapOf {
            entries = List.copyOf(entries);
        }
    }

    /// `xs[1]`, `m['key']`.
    record Subscript(Span at, Expression operand, Expression index) implements Expression {}

    /// `xs[2:3]`, `xs[1:10:2]`.
    record Slice(Span at, Expression operand, SliceBounds bounds) implements Expression {}

    /// A field of a struct that is no column: `f(x).name`.
    record Field(Span at, Expression operand, Name name) implements Expression {}

    /// `lambda x, y: x + y`, or `(x, y) -> x + y`.
    record Lambda(Span at, List<Name> parameters, Expression body) implements Expression {
        public Lambda {
            parameters = List.copyOf(parameters);
        }
    }

    /// `interval 3 day`; without a unit the amount is a text that names its units.
    record Interval(Span at, Expression amount, Optional<IntervalUnit> unit) implements Expression {}

    record Collate(Span at, Expression operand, QualifiedName collation) implements Expression {}

    /// `default`, in the values of an insert.
    record Default(Span at) implements Expression {}

    /// What a star leaves out, computes anew and names differently.
    record StarChanges(List<QualifiedName> exclude, List<Replacement> replace, List<Renaming> rename) {
        public static final StarChanges NONE = new StarChanges(List.of(), List.of(), List.of());

        public StarChanges {
            exclude = List.copyOf(exclude);
            replace = List.copyOf(replace);
            rename = List.copyOf(rename);
        }
    }

    record Replacement(Expression value, Name column) {}

    record Renaming(QualifiedName column, Name name) {}

    /// The two ends of a `between`.
    ///
    /// @param symmetric whether the bounds may be in any order
    record Bounds(Expression low, Expression high, boolean symmetric) {}

    record Pattern(Expression text, Optional<Expression> escape) {}

    record Comparison(BinaryOperator operator, Quantifier quantifier) {}

    record When(Expression condition, Expression value) {}

    record NamedValue(Name name, Expression value) {}

    record Entry(Expression key, Expression value) {}

    /// Each of them may be missing; `step` needs the other two, of which `to` may be `-` for the end.
    record SliceBounds(Optional<Expression> from, Optional<Expression> to, Optional<Expression> step) {}

    /// What a call says of the rows that it takes.
    record Aggregation(
            boolean distinct,
            Optional<OrderBy> orderBy,
            Optional<OrderBy> withinGroup,
            Optional<Expression> filter,
            Nulls nulls) {
        public static final Aggregation NONE =
                new Aggregation(false, Optional.empty(), Optional.empty(), Optional.empty(), Nulls.UNSAID);
    }

    enum Nulls {
        UNSAID,
        RESPECT,
        IGNORE
    }

    enum Connective {
        AND,
        OR
    }

    enum Truth {
        TRUE,
        FALSE,
        UNKNOWN
    }

    enum Quantifier {
        ANY,
        ALL
    }
}
