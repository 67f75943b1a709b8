/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Utf8;
import dev.sparrow.error.SparrowException;
import dev.sparrow.table.expression.Expression.Arithmetic;
import dev.sparrow.table.expression.Expression.Branch;
import dev.sparrow.table.expression.Expression.Call;
import dev.sparrow.table.expression.Expression.Case;
import dev.sparrow.table.expression.Expression.Compare;
import dev.sparrow.table.expression.Expression.Comparison;
import dev.sparrow.table.expression.Expression.In;
import dev.sparrow.table.expression.Expression.IsNull;
import dev.sparrow.table.expression.Expression.Literal;
import dev.sparrow.table.expression.Expression.Not;
import dev.sparrow.table.expression.Expression.Operator;
import dev.sparrow.table.expression.Expression.Or;
import dev.sparrow.table.expression.Expression.Rescale;
import dev.sparrow.table.kernel.Decimals;
import dev.sparrow.table.kernel.LikePattern;
import dev.sparrow.table.kernel.Lists;
import dev.sparrow.table.kernel.Texts;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Makes expressions of functions and operators and their arguments: finds which way to call is meant, casts arguments
/// to the types that it takes, and refuses what has no meaning.
public final class Calls {
    /// `like` with a [LikePattern] that is known.
    public static final ScalarFunction LIKE =
            new ScalarFunction(
                    "like",
                    Texts.class,
                    "like",
                    MethodType.methodType(boolean.class, Utf8.class, Object.class),
                    false,
                    false);

    /// Functions whose types follow other rules than a signature says.
    static final Set<String> SPECIAL =
            Set.of(
                    "coalesce",
                    "ifnull",
                    "nullif",
                    "if",
                    "greatest",
                    "least",
                    "concat",
                    "concat_ws",
                    "round",
                    "floor",
                    "ceil",
                    "ceiling",
                    "trunc",
                    "abs",
                    "list_value",
                    "list_pack",
                    "typeof",
                    "div");

    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "//", "%");

    private Calls() {}

    // ---- Constants

    public static Expression literal(Object value, ColumnType type) {
        return new Literal(Carrier.of(value, type), type);
    }

    /// A Java object as a constant of the type that it has.
    public static Expression literal(Object value) {
        return switch (value) {
            case null -> new Literal(null, Plain.NULL);
            case BigDecimal number -> {
                var scaled = number.scale() < 0 ? number.setScale(0) : number;
                yield literal(
                        scaled, new Decimal(Math.max(scaled.precision(), Math.max(1, scaled.scale())), scaled.scale()));
            }
            case BigInteger number -> literal(new BigDecimal(number));
            case List<?> list -> new Literal(list, new ListOf(elementType(list), true));
            case Enum<?> constant -> literal(constant.name());
            case Object other -> literal(other, dev.sparrow.column.JavaForm.typeOf(other.getClass()));
        };
    }

    private static ColumnType elementType(List<?> list) {
        return list.stream()
                .map(element -> literal(element).type())
                .reduce((one, two) -> Coercion.common(one, two).orElse(Plain.NULL))
                .orElse(Plain.NULL);
    }

    // ---- Functions

    /// The result of a function or an operator that is written like one.
    ///
    /// @throws SparrowException `INVALID_ARGUMENT` if there is none of this name, or none that takes these types
    public static Expression call(String name, List<Expression> arguments) {
        var function = name.toLowerCase(Locale.ROOT);
        var special = special(function, arguments);
        return special.orElseGet(() -> Folding.fold(ordinary(function, arguments)));
    }

    public static Expression call(String name, Expression... arguments) {
        return call(name, List.of(arguments));
    }

    private static Optional<Expression> special(String name, List<Expression> arguments) {
        if (arguments.size() == 2 && ARITHMETIC.contains(name)) {
            return decimal(name, arguments.getFirst(), arguments.getLast());
        }
        if (arguments.size() == 1
                && arguments.getFirst().type() instanceof Decimal type
                && (name.equals("-") || name.equals("abs"))) {
            return Optional.of(name.equals("-") ? negated(arguments.getFirst(), type) : absolute(arguments.getFirst()));
        }
        return switch (name) {
            case "coalesce", "ifnull" -> Optional.of(coalesce(require(arguments, name)));
            case "nullif" -> Optional.of(nullIf(name, arguments));
            case "if" -> Optional.of(choose(arguments));
            case "greatest", "least" -> Optional.of(extreme(name, require(arguments, name)));
            case "concat" -> Optional.of(concat(arguments));
            case "concat_ws" -> Optional.of(concatWith(require(arguments, name)));
            case "||" -> texts(name, arguments);
            case "round", "floor", "ceil", "ceiling", "trunc" -> rounded(name, require(arguments, name));
            case "list_value", "list_pack" -> Optional.of(list(arguments));
            case "typeof" -> Optional.of(literal(require(arguments, name).getFirst().type().toString()));
            case "div" -> Optional.of(call("//", arguments));
            default -> Optional.empty();
        };
    }

    private static List<Expression> require(List<Expression> arguments, String name) {
        if (arguments.isEmpty()) {
            throw SparrowException.invalidArgument(name + " takes at least one argument.");
        }
        return arguments;
    }

    private static Expression ordinary(String name, List<Expression> arguments) {
        FunctionTable.Overload best = null;
        var bestCost = Integer.MAX_VALUE;
        for (var overload : FunctionTable.overloads(name)) {
            var cost = cost(overload, arguments);
            if (cost >= 0 && cost < bestCost) {
                best = overload;
                bestCost = cost;
            }
        }
        if (best == null) {
            throw unknown(name, arguments);
        }
        var letters = new HashMap<Character, ColumnType>();
        var types = new ArrayList<ColumnType>();
        for (var i = 0; i < arguments.size(); i++) {
            types.add(best.parameters().get(i).accepted(arguments.get(i).type(), letters).orElseThrow());
        }
        var cast = new ArrayList<Expression>();
        for (var i = 0; i < types.size(); i++) {
            cast.add(Casting.cast(arguments.get(i), best.parameters().get(i).widened(types.get(i), letters), false));
        }
        return new Call(best.function(), cast, best.result().type(letters), false);
    }

    private static int cost(FunctionTable.Overload overload, List<Expression> arguments) {
        if (overload.parameters().size() != arguments.size()) {
            return -1;
        }
        var letters = new HashMap<Character, ColumnType>();
        var total = 0;
        for (var i = 0; i < arguments.size(); i++) {
            var accepted = overload.parameters().get(i).accepted(arguments.get(i).type(), letters);
            if (accepted.isEmpty()) {
                return -1;
            }
            var cost = Coercion.cost(arguments.get(i), accepted.get());
            if (cost.isEmpty()) {
                return -1;
            }
            total += cost.getAsInt();
        }
        return total;
    }

    private static SparrowException unknown(String name, List<Expression> arguments) {
        var types = FunctionTable.types(arguments);
        if (FunctionTable.overloads(name).isEmpty()) {
            return SparrowException.invalidArgument(
                    "There is no function '" + name + "'." + Suggestions.of(name, FunctionTable.names()));
        }
        return SparrowException.invalidArgument(
                "There is no "
                        + name
                        + "("
                        + types
                        + "), only: "
                        + FunctionTable.signatures(name)
                        + ". Cast the arguments to types that one of these takes.");
    }

    // ---- Decimal numbers

    private static Optional<Expression> decimal(String operator, Expression left, Expression right) {
        var numbers = Coercion.isNumber(left.type()) && Coercion.isNumber(right.type());
        var decimals = left.type() instanceof Decimal || right.type() instanceof Decimal;
        if (!numbers || !decimals || Coercion.isBinary(left.type()) || Coercion.isBinary(right.type())) {
            return Optional.empty();
        }
        var one = exact(left);
        var other = exact(right);
        return switch (operator) {
            case "+" -> Optional.of(sum(Operator.ADD, one, other));
            case "-" -> Optional.of(sum(Operator.SUBTRACT, one, other));
            case "*" -> Optional.of(product(one, other));
            case "%" -> Optional.of(rest(one, other));
            default -> Optional.empty(); // a quotient has a fraction
        };
    }

    /// As a decimal number: a constant with just the digits that it has.
    private static Expression exact(Expression number) {
        if (number instanceof Literal(Number value, var type) && Coercion.isWhole(type)) {
            return literal(BigDecimal.valueOf(value.longValue()));
        }
        return number.type() instanceof Decimal
                ? number
                : Folding.fold(new Rescale(number, Coercion.decimal(number.type())));
    }

    private static Expression scaled(Expression number, Decimal type, int scale) {
        return type.scale() == scale
                ? number
                : Folding.fold(
                        new Rescale(
                                number,
                                new Decimal(Math.min(Decimal.PRECISION_MAX, type.wholeDigits() + scale), scale)));
    }

    private static Expression sum(Operator operator, Expression left, Expression right) {
        var one = (Decimal) left.type();
        var other = (Decimal) right.type();
        var scale = Math.max(one.scale(), other.scale());
        var whole = Math.max(one.wholeDigits(), other.wholeDigits()) + 1;
        var type = new Decimal(Math.min(Decimal.PRECISION_MAX, whole + scale), scale);
        return Folding.fold(new Arithmetic(operator, scaled(left, one, scale), scaled(right, other, scale), type));
    }

    private static Expression product(Expression left, Expression right) {
        var one = (Decimal) left.type();
        var other = (Decimal) right.type();
        var scale = one.scale() + other.scale();
        if (scale > Decimal.PRECISION_MAX) {
            throw SparrowException.invalidArgument(
                    "The product of "
                            + one
                            + " and "
                            + other
                            + " would have "
                            + scale
                            + " digits behind the point; decimals have at most "
                            + Decimal.PRECISION_MAX
                            + ". Cast one of them to fewer digits, or to double.");
        }
        var type = new Decimal(Math.min(Decimal.PRECISION_MAX, one.precision() + other.precision()), scale);
        return Folding.fold(new Arithmetic(Operator.MULTIPLY, left, right, type));
    }

    private static Expression negated(Expression number, Decimal type) {
        return Folding.fold(
                new Arithmetic(Operator.SUBTRACT, literal(BigDecimal.ZERO.setScale(type.scale())), number, type));
    }

    private static Expression absolute(Expression number) {
        var type = (Decimal) number.type();
        var zero = literal(BigDecimal.ZERO.setScale(type.scale()));
        return choose(List.of(compare(Comparison.LESS, number, zero), negated(number, type), number));
    }

    private static Expression rest(Expression left, Expression right) {
        var one = (Decimal) left.type();
        var other = (Decimal) right.type();
        var scale = Math.max(one.scale(), other.scale());
        var type =
                new Decimal(
                        Math.min(Decimal.PRECISION_MAX, Math.max(one.wholeDigits(), other.wholeDigits()) + scale),
                        scale);
        return decimalCall("%", "rest", type, true, Casting.cast(left, type, false), Casting.cast(right, type, false));
    }

    private static Expression decimalCall(
            String name, String method, Decimal type, boolean mayReturnNull, Expression... arguments) {
        var parameters = new ArrayList<Class<?>>();
        for (var argument : arguments) {
            parameters.add(Carrier.of(argument.type()).type());
        }
        var carrier = Carrier.of(type);
        var result = mayReturnNull ? carrier.box() : carrier.type();
        var function =
                new ScalarFunction(
                        name, Decimals.class, method, MethodType.methodType(result, parameters), false, mayReturnNull);
        return Folding.fold(new Call(function, List.of(arguments), type, false));
    }

    private static Optional<Expression> rounded(String name, List<Expression> arguments) {
        var number = arguments.getFirst();
        if (Coercion.isWhole(number.type()) && arguments.size() == 1) {
            return Optional.of(number);
        }
        if (!(number.type() instanceof Decimal type)) {
            return Optional.empty();
        }
        var digits =
                arguments.size() == 2 && arguments.get(1) instanceof Literal(Number value, _) ? value.intValue() : 0;
        if (arguments.size() > 2 || (arguments.size() == 2 && !(arguments.get(1) instanceof Literal))) {
            return Optional.empty();
        }
        if (digits >= type.scale()) {
            return Optional.of(number);
        }
        var scale = Math.max(0, digits);
        var result = new Decimal(Math.min(Decimal.PRECISION_MAX, type.wholeDigits() + 1 + scale), scale);
        if (name.equals("round") && digits >= 0) {
            return Optional.of(Folding.fold(new Rescale(number, result)));
        }
        var wide = Casting.cast(number, new Decimal(Decimal.PRECISION_MAX, type.scale()), false);
        var method = name.equals("ceiling") ? "ceil" : name;
        var computed =
                decimalCall(
                        name,
                        method,
                        new Decimal(Decimal.PRECISION_MAX, scale),
                        false,
                        wide,
                        new Literal(type.scale(), Plain.INT),
                        new Literal(digits, Plain.INT));
        return Optional.of(Casting.cast(computed, result, false));
    }

    // ---- Comparison and choice

    public static Expression compare(Comparison comparison, Expression left, Expression right) {
        var type = comparable(left, right, comparison.symbol());
        return Folding.fold(new Compare(comparison, Casting.cast(left, type, false), Casting.cast(right, type, false)));
    }

    /// The type in which two are compared: a constant text takes that of the other.
    private static ColumnType comparable(Expression left, Expression right, String operator) {
        if (right instanceof Literal && right.type() == Plain.TEXT && left.type() != Plain.NULL) {
            return left.type() instanceof ColumnType.EnumOf ? Plain.TEXT : left.type();
        }
        if (left instanceof Literal && left.type() == Plain.TEXT && right.type() != Plain.NULL) {
            return right.type() instanceof ColumnType.EnumOf ? Plain.TEXT : right.type();
        }
        return Coercion.common(left.type(), right.type())
                .orElseThrow(() ->
                        SparrowException.invalidArgument(
                                "Cannot compare "
                                        + left.type()
                                        + " and "
                                        + right.type()
                                        + " in "
                                        + left
                                        + " "
                                        + operator
                                        + " "
                                        + right
                                        + ". Cast one side to the type of the other."));
    }

    public static Expression not(Expression value) {
        return Folding.fold(new Not(bool(value, "not")));
    }

    public static Expression and(List<Expression> parts) {
        return Folding.fold(Expression.and(parts.stream().map(part -> bool(part, "and")).toList()));
    }

    public static Expression or(List<Expression> parts) {
        return Folding.fold(
                parts.size() == 1
                        ? bool(parts.getFirst(), "or")
                        : new Or(parts.stream().map(part -> bool(part, "or")).toList()));
    }

    /// A condition; numbers are true unless they are 0.
    public static Expression bool(Expression value, String where) {
        if (value.type() == Plain.BOOLEAN) {
            return value;
        }
        if (value.type() == Plain.NULL || Coercion.isWhole(value.type())) {
            return Casting.cast(value, Plain.BOOLEAN, false);
        }
        throw SparrowException.invalidArgument(
                where + " takes conditions, and " + value + " is of type " + value.type() + ".");
    }

    public static Expression isNull(Expression value) {
        return value.nullable() ? Folding.fold(new IsNull(value)) : new Literal(false, Plain.BOOLEAN);
    }

    /// The type of the results of branches.
    public static ColumnType common(List<Expression> values, String where) {
        ColumnType common = Plain.NULL;
        for (var value : values) {
            var known = common;
            common =
                    Coercion.common(common, value.type())
                            .or(() -> textual(known, value))
                            .orElseThrow(() ->
                                    SparrowException.invalidArgument(
                                            where
                                                    + " has results of types that have nothing in common: "
                                                    + known
                                                    + " and "
                                                    + value.type()
                                                    + " ("
                                                    + value
                                                    + "). Cast them to one type."));
        }
        return common;
    }

    /// A constant text among others takes their type.
    private static Optional<ColumnType> textual(ColumnType known, Expression value) {
        return value instanceof Literal && value.type() == Plain.TEXT ? Optional.of(known) : Optional.empty();
    }

    /// The result of the first branch whose condition is true.
    ///
    /// @param otherwise null for missing
    public static Expression cases(List<Branch> branches, Expression otherwise) {
        var results = new ArrayList<>(branches.stream().map(Branch::result).toList());
        results.add(otherwise == null ? new Literal(null, Plain.NULL) : otherwise);
        var type = common(results, "case");
        var cast = new ArrayList<Branch>();
        for (var branch : branches) {
            cast.add(new Branch(bool(branch.condition(), "case"), Casting.cast(branch.result(), type, false)));
        }
        return Folding.fold(new Case(cast, Casting.cast(results.getLast(), type, false)));
    }

    private static Expression choose(List<Expression> arguments) {
        if (arguments.size() != 3) {
            throw SparrowException.invalidArgument(
                    "if takes a condition, a result and another result, not " + arguments.size() + " arguments.");
        }
        return cases(List.of(new Branch(arguments.get(0), arguments.get(1))), arguments.get(2));
    }

    private static Expression coalesce(List<Expression> values) {
        var branches = new ArrayList<Branch>();
        for (var value : values.subList(0, values.size() - 1)) {
            branches.add(new Branch(not(isNull(value)), value));
        }
        return branches.isEmpty() ? values.getFirst() : cases(branches, values.getLast());
    }

    private static Expression nullIf(String name, List<Expression> arguments) {
        if (arguments.size() != 2) {
            throw SparrowException.invalidArgument(name + " takes two arguments, not " + arguments.size() + ".");
        }
        var value = arguments.getFirst();
        var equal = compare(Comparison.EQUAL, value, arguments.getLast());
        return cases(List.of(new Branch(equal, new Literal(null, value.type()))), value);
    }

    private static Expression extreme(String name, List<Expression> arguments) {
        var type = common(arguments, name);
        var comparison = name.equals("greatest") ? Comparison.GREATER : Comparison.LESS;
        var best = Casting.cast(arguments.getFirst(), type, false);
        for (var other : arguments.subList(1, arguments.size())) {
            var next = Casting.cast(other, type, false);
            var better = or(List.of(isNull(best), compare(comparison, next, best)));
            best = cases(List.of(new Branch(and(List.of(not(isNull(next)), better)), next)), best);
        }
        return best;
    }

    public static Expression in(Expression value, List<Expression> options) {
        var types = new ArrayList<>(options);
        if (!options.stream().allMatch(Literal.class::isInstance)) {
            return or(options.stream().map(option -> compare(Comparison.EQUAL, value, option)).toList());
        }
        var compared = types.stream().map(option -> comparable(value, option, "in")).distinct().toList();
        var common = compared.stream().reduce((one, two) -> Coercion.common(one, two).orElse(one)).orElse(value.type());
        var literals = options.stream().map(option -> ((Literal) Casting.cast(option, common, false)).value()).toList();
        return Folding.fold(new In(Casting.cast(value, common, false), LiteralSet.of(literals, common)));
    }

    // ---- Texts and lists

    /// `like` and its kind.
    ///
    /// @param escape null for none
    public static Expression like(Expression value, Expression pattern, Expression escape, boolean ignoresCase) {
        var text = Casting.cast(value, Plain.TEXT, false);
        var sought = Casting.cast(pattern, Plain.TEXT, false);
        if (sought instanceof Literal(Utf8 known, _) && (escape == null || escape instanceof Literal)) {
            var escaped = escape instanceof Literal(Utf8 character, _) ? character.toString() : "";
            var compiled =
                    new Literal(
                            LikePattern.of(known.toString(), escaped, ignoresCase),
                            new ColumnType.Opaque(LikePattern.class.getName()));
            return Folding.fold(new Call(LIKE, List.of(text, compiled), Plain.BOOLEAN, false));
        }
        var name = ignoresCase ? "ilike" : "like";
        return escape == null
                ? textCall(name, boolean.class, Plain.BOOLEAN, List.of(Utf8.class, Utf8.class), List.of(text, sought))
                : textCall(
                        name + "Escape",
                        boolean.class,
                        Plain.BOOLEAN,
                        List.of(Utf8.class, Utf8.class, Utf8.class),
                        List.of(text, sought, escape));
    }

    private static Expression textCall(
            String method, Class<?> result, ColumnType type, List<Class<?>> parameters, List<Expression> arguments) {
        var function =
                new ScalarFunction(
                        method, Texts.class, method, MethodType.methodType(result, parameters), false, false);
        return Folding.fold(new Call(function, arguments, type, false));
    }

    private static Optional<Expression> texts(String name, List<Expression> arguments) {
        if (arguments.size() != 2 || arguments.stream().anyMatch(argument -> argument.type() instanceof ListOf)) {
            return Optional.empty();
        }
        return Optional.of(Folding.fold(ordinary(name, Casting.all(arguments, Plain.TEXT))));
    }

    /// Missing texts count as none.
    private static Expression concat(List<Expression> arguments) {
        Expression all = literal("");
        var function =
                new ScalarFunction(
                        "concat",
                        Texts.class,
                        "concatSkipping",
                        MethodType.methodType(Utf8.class, Utf8.class, Utf8.class),
                        true,
                        false);
        for (var argument : arguments) {
            all =
                    Folding.fold(
                            new Call(
                                    function,
                                    List.of(all, Casting.cast(argument, Plain.TEXT, false)),
                                    Plain.TEXT,
                                    false));
        }
        return all;
    }

    private static Expression concatWith(List<Expression> arguments) {
        var separator = Casting.cast(arguments.getFirst(), Plain.TEXT, false);
        Expression all = new Literal(null, Plain.TEXT);
        for (var argument : arguments.subList(1, arguments.size())) {
            var next = Casting.cast(argument, Plain.TEXT, false);
            var longer = concat(List.of(all, separator, next));
            all = cases(List.of(new Branch(isNull(next), all), new Branch(isNull(all), next)), longer);
        }
        return coalesce(List.of(all, literal("")));
    }

    private static Expression list(List<Expression> arguments) {
        var type = common(arguments, "list_value");
        var function =
                new ScalarFunction(
                        "list_value",
                        Lists.class,
                        "of",
                        MethodType.methodType(Object.class, Object[].class),
                        true,
                        false);
        return Folding.fold(new Call(function, Casting.all(arguments, type), new ListOf(type, true), false));
    }
}
