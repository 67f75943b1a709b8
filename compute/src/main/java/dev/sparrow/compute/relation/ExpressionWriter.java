/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.Utf8;
import dev.sparrow.compute.relation.ColumnData.Storage;
import dev.sparrow.storage.columnar.Memory;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.LiteralSet;
import dev.sparrow.table.kernel.Comparisons;
import dev.sparrow.table.kernel.Powers;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes how the values of expressions get into locals. What several expressions have in common is computed once, as
/// far as the first of them is always computed; columns are read when they are first needed.
///
/// Decimal numbers of more than 18 digits are longs here, and what is computed of them is checked: a row whose numbers
/// are longer is left to the interpreter.
final class ExpressionWriter {
    private static final ClassDesc SEGMENT = SegmentWriter.SEGMENT;
    private static final ClassDesc COLUMN = SegmentWriter.COLUMN;
    private static final ClassDesc MEMORY = desc(Memory.class);
    private static final ClassDesc UTF8 = desc(Utf8.class);
    private static final ClassDesc BIG = desc(BigInteger.class);
    private static final ClassDesc MATH = desc(Math.class);
    private static final ClassDesc COMPARISONS = desc(Comparisons.class);

    private final CodeBuilder code;
    private final SegmentWriter.Shape shape;
    private final int columns;
    private final int indexes;
    private final int at;
    private final List<Runnable> prologue = new ArrayList<>();
    private final Map<Integer, Integer> constantLocals = new HashMap<>();
    private final Map<String, Integer> columnLocals = new HashMap<>();
    private final Deque<Map<Expression, Local>> scopes = new ArrayDeque<>();
    private final Deque<Map<Integer, Integer>> rowScopes = new ArrayDeque<>();
    private boolean tooLong;

    ExpressionWriter(CodeBuilder code, SegmentWriter.Shape shape, int columns, int indexes, int at) {
        this.code = code;
        this.shape = shape;
        this.columns = columns;
        this.indexes = indexes;
        this.at = at;
    }

    static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /// Whether numbers may be met that are too long for a loop.
    boolean mayBeTooLong() {
        return tooLong;
    }

    /// What runs before the loop: it became known while the loop was written.
    void prologue() {
        prologue.forEach(Runnable::run);
    }

    void beginRow() {
        scopes.push(new HashMap<>());
        rowScopes.push(new HashMap<>());
    }

    /// What is written here runs for some rows only: what it computes is not known afterwards.
    private void sometimes(Runnable part) {
        scopes.push(new HashMap<>());
        rowScopes.push(new HashMap<>());
        part.run();
        scopes.pop();
        rowScopes.pop();
    }

    private int local(TypeKind kind) {
        return code.allocateLocal(kind);
    }

    private int flag() {
        return local(TypeKind.INT);
    }

    /// The type of a value in a local.
    static TypeKind kind(Carrier carrier) {
        return switch (carrier) {
            case BOOLEAN, INT -> TypeKind.INT;
            case LONG, WIDE -> TypeKind.LONG;
            case FLOAT -> TypeKind.FLOAT;
            case DOUBLE -> TypeKind.DOUBLE;
            case TEXT, OBJECT -> TypeKind.REFERENCE;
        };
    }

    void load(Local value) {
        code.loadLocal(kind(value.carrier()), value.value());
    }

    // ---- Values

    /// Computes an expression.
    Local value(Expression expression) {
        for (var scope : scopes) {
            var known = scope.get(expression);
            if (known != null) {
                return known;
            }
        }
        var computed = compute(expression);
        scopes.peek().put(expression, computed);
        return computed;
    }

    private Local compute(Expression expression) {
        return switch (expression) {
            case Expression.Input input -> read(input);
            case Expression.Literal literal -> literal(literal);
            case Expression.Call call -> call(call);
            case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
            case Expression.Rescale rescale -> rescale(rescale);
            case Expression.Compare compare -> compare(compare);
            case Expression.And(var parts) -> connected(parts, false, expression.nullable());
            case Expression.Or(var parts) -> connected(parts, true, expression.nullable());
            case Expression.Not(var value) -> {
                var negated = value(value);
                var result = local(TypeKind.INT);
                load(negated);
                code.iconst_1().ixor().istore(result);
                yield new Local(Carrier.BOOLEAN, result, negated.isNull());
            }
            case Expression.IsNull(var value) -> isNull(value(value));
            case Expression.Case cases -> cases(cases);
            case Expression.In in -> in(in);
            case Expression.UserCall call -> user(call);
        };
    }

    /// Goes to `otherwise` unless a condition is true.
    void condition(Expression condition, Label otherwise) {
        switch (condition) {
            case Expression.And(var parts) -> parts.forEach(part -> condition(part, otherwise));
            case Expression.Compare compare when !compare.comparison().takesNulls() -> {
                var left = value(compare.left());
                skipNull(left, otherwise);
                var right = value(compare.right());
                skipNull(right, otherwise);
                compared(compare, left, right, otherwise);
            }
            case Expression other -> {
                var value = value(other);
                skipNull(value, otherwise);
                load(value);
                code.ifeq(otherwise);
            }
        }
    }

    /// Goes to `otherwise` if a value is missing.
    void skipNull(Local value, Label otherwise) {
        if (value.nullable()) {
            code.iload(value.isNull()).ifne(otherwise);
        }
    }

    // ---- Columns

    /// The row of a side, in a local.
    private int row(int use) {
        var side = shape.sides().get(use);
        if (side.side() == SegmentWriter.Side.DIRECT) {
            return at;
        }
        for (var scope : rowScopes) {
            var known = scope.get(side.number());
            if (known != null) {
                return known;
            }
        }
        var list =
                columnLocals.computeIfAbsent(
                        "index " + side.number(),
                        _ -> {
                            var array = local(TypeKind.REFERENCE);
                            prologue.add(() -> code.aload(indexes).loadConstant(use).aaload().astore(array));
                            return array;
                        });
        var row = local(TypeKind.INT);
        code.aload(list).iload(at).iaload().istore(row);
        rowScopes.peek().put(side.number(), row);
        return row;
    }

    private int field(int use, String name, ClassDesc type) {
        return columnLocals.computeIfAbsent(
                name + " " + use,
                _ -> {
                    var kind = TypeKind.from(type);
                    var local = local(kind);
                    prologue.add(() -> {
                        code.aload(columns).loadConstant(use).aaload();
                        var declared = type.isArray() && !name.equals("valid") ? fieldType(name) : type;
                        code.getfield(COLUMN, name, declared);
                        if (!declared.equals(type)) {
                            code.checkcast(type);
                        }
                        code.storeLocal(kind, local);
                    });
                    return local;
                });
    }

    private static ClassDesc fieldType(String name) {
        return name.equals("values") || name.equals("low") ? CD_Object : CD_long;
    }

    private Local read(Expression.Input input) {
        var use = input.column();
        var layout = shape.layouts().get(use);
        var side = shape.sides().get(use).side();
        var row = row(use);
        var carrier = Carrier.of(input.type());
        var result = local(kind(carrier));
        var nullable = layout.nulls() || side == SegmentWriter.Side.OPTIONAL;
        var missing = nullable ? flag() : Local.NEVER;
        var end = code.newLabel();
        if (nullable) {
            code.iconst_1().istore(missing);
            zero(carrier, result);
        }
        if (side == SegmentWriter.Side.OPTIONAL) {
            code.iload(row).iflt(end);
        }
        var isObject = layout.storage() == Storage.TEXT || layout.storage() == Storage.OBJECT;
        if (layout.nulls() && !isObject) {
            validity(use, layout, row);
            code.ifeq(end);
        }
        readPresent(use, layout, row, result);
        if (nullable && isObject) {
            code.aload(result).ifnull(end);
        }
        if (nullable) {
            code.iconst_0().istore(missing);
            code.labelBinding(end);
        }
        return new Local(carrier, result, missing);
    }

    private void validity(int use, ColumnData.Layout layout, int row) {
        if (layout.inMemory()) {
            code.lload(field(use, "validAddress", CD_long)).iload(row);
            code.invokestatic(MEMORY, "booleanAt", MethodTypeDesc.of(CD_boolean, CD_long, CD_int));
        } else {
            code.aload(field(use, "valid", CD_boolean.arrayType())).iload(row).baload();
        }
    }

    private void readPresent(int use, ColumnData.Layout layout, int row, int result) {
        switch (layout.storage()) {
            case null -> throw new NullPointerException("a constant is missing");
            case TEXT -> {
                code.aload(field(use, "texts", desc(dev.sparrow.storage.columnar.Window.TextColumn.class)));
                code.iload(row);
                code.invokevirtual(
                        desc(dev.sparrow.storage.columnar.Window.TextColumn.class),
                        "get",
                        MethodTypeDesc.of(UTF8, CD_int));
                code.astore(result);
            }
            case OBJECT -> {
                code.aload(field(use, "values", CD_Object.arrayType())).iload(row).aaload().astore(result);
            }
            case WIDE -> {
                tooLong = true;
                readNumber(use, layout, "values", "address", row);
                readNumber(use, layout, "low", "lowAddress", row);
                code.invokestatic(SEGMENT, "narrow", MethodTypeDesc.of(CD_long, CD_long, CD_long)).lstore(result);
            }
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> {
                readNumber(use, layout, "values", "address", row);
                code.storeLocal(SegmentWriter.kind(layout.storage()).asLoadable(), result);
            }
        }
    }

    private void readNumber(int use, ColumnData.Layout layout, String array, String address, int row) {
        var storage = layout.storage() == Storage.WIDE ? Storage.LONG : layout.storage();
        var kind = SegmentWriter.kind(storage);
        if (layout.inMemory()) {
            code.lload(field(use, address, CD_long)).iload(row);
            code.invokestatic(
                    MEMORY,
                    storage.name().toLowerCase(Locale.ROOT) + "At",
                    MethodTypeDesc.of(kind.upperBound(), CD_long, CD_int));
        } else {
            code.aload(field(use, array, SegmentWriter.arrayType(storage))).iload(row).arrayLoad(kind);
        }
    }

    private void zero(Carrier carrier, int local) {
        switch (carrier) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN, INT -> code.iconst_0().istore(local);
            case LONG, WIDE -> code.lconst_0().lstore(local);
            case FLOAT -> code.fconst_0().fstore(local);
            case DOUBLE -> code.dconst_0().dstore(local);
            case TEXT, OBJECT -> code.aconst_null().astore(local);
        }
    }

    // ---- Constants

    /// The local of a constant object.
    ///
    /// @param number below 0 counts from the end
    int constant(int number, ClassDesc type) {
        return constantLocals.computeIfAbsent(
                number,
                _ -> {
                    var local = local(TypeKind.REFERENCE);
                    prologue.add(() -> {
                        pushConstant(number);
                        code.checkcast(type).astore(local);
                    });
                    return local;
                });
    }

    private void pushConstant(int number) {
        code.aload(0).getfield(SEGMENT, "constants", CD_Object.arrayType());
        if (number < 0) {
            code.dup().arraylength().loadConstant(-number).isub();
        } else {
            code.loadConstant(number);
        }
        code.aaload();
    }

    private Local literal(Expression.Literal literal) {
        var carrier = Carrier.of(literal.type());
        if (literal.value() == null) {
            var value = local(kind(carrier));
            var missing = flag();
            zero(carrier, value);
            code.iconst_1().istore(missing);
            return new Local(carrier, value, missing);
        }
        var number = ((SegmentWriter.Slot) literal.value()).number();
        var local =
                constantLocals.computeIfAbsent(
                        number,
                        _ -> {
                            var kept = local(kind(carrier));
                            prologue.add(() -> {
                                pushConstant(number);
                                unbox(carrier);
                                code.storeLocal(kind(carrier), kept);
                            });
                            return kept;
                        });
        tooLong |= carrier == Carrier.WIDE;
        return new Local(carrier, local, Local.NEVER);
    }

    /// Opens the object on the stack.
    private void unbox(Carrier carrier) {
        switch (carrier) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN ->
                    code.checkcast(desc(Boolean.class))
                            .invokevirtual(desc(Boolean.class), "booleanValue", MethodTypeDesc.of(CD_boolean));
            case INT ->
                    code.checkcast(desc(Integer.class))
                            .invokevirtual(desc(Integer.class), "intValue", MethodTypeDesc.of(CD_int));
            case LONG ->
                    code.checkcast(desc(Long.class))
                            .invokevirtual(desc(Long.class), "longValue", MethodTypeDesc.of(CD_long));
            case FLOAT ->
                    code.checkcast(desc(Float.class))
                            .invokevirtual(desc(Float.class), "floatValue", MethodTypeDesc.of(CD_float));
            case DOUBLE ->
                    code.checkcast(desc(Double.class))
                            .invokevirtual(desc(Double.class), "doubleValue", MethodTypeDesc.of(CD_double));
            case WIDE -> {
                tooLong = true;
                code.checkcast(BIG).invokestatic(SEGMENT, "exact", MethodTypeDesc.of(CD_long, BIG));
            }
            case TEXT -> code.checkcast(UTF8);
            case OBJECT -> {}
        }
    }

    /// Makes an object of a value that is not missing.
    void box(Carrier carrier) {
        switch (carrier) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN ->
                    code.invokestatic(
                            desc(Boolean.class), "valueOf", MethodTypeDesc.of(desc(Boolean.class), CD_boolean));
            case INT ->
                    code.invokestatic(desc(Integer.class), "valueOf", MethodTypeDesc.of(desc(Integer.class), CD_int));
            case LONG -> code.invokestatic(desc(Long.class), "valueOf", MethodTypeDesc.of(desc(Long.class), CD_long));
            case FLOAT ->
                    code.invokestatic(desc(Float.class), "valueOf", MethodTypeDesc.of(desc(Float.class), CD_float));
            case DOUBLE ->
                    code.invokestatic(desc(Double.class), "valueOf", MethodTypeDesc.of(desc(Double.class), CD_double));
            case WIDE -> code.invokestatic(BIG, "valueOf", MethodTypeDesc.of(BIG, CD_long));
            case TEXT, OBJECT -> {}
        }
    }

    /// Pushes a value as an object, null if it is missing.
    void pushBoxed(Local value) {
        if (!value.nullable()) {
            load(value);
            box(value.carrier());
            return;
        }
        var missing = code.newLabel();
        var end = code.newLabel();
        code.iload(value.isNull()).ifne(missing);
        load(value);
        box(value.carrier());
        code.goto_(end).labelBinding(missing).aconst_null().labelBinding(end);
    }

    // ---- Functions

    private Local call(Expression.Call call) {
        var function = call.function();
        if (call.arguments().size() == 2
                && call.arguments().getFirst() instanceof Expression.Input text
                && call.arguments().get(1) instanceof Expression.Literal pattern
                && function.equals(Calls.LIKE)
                && shape.layouts().get(text.column()).storage() == Storage.TEXT
                && shape.sides().get(text.column()).side() != SegmentWriter.Side.OPTIONAL) {
            return like(text, pattern);
        }
        var arguments = new ArrayList<Local>();
        for (var argument : call.arguments()) {
            arguments.add(value(argument));
        }
        var carrier = Carrier.of(call.type());
        var result = local(kind(carrier));
        var returned = function.methodType().returnType();
        var returnsObject = !returned.isPrimitive();
        var checksNulls = !function.takesNulls() && arguments.stream().anyMatch(Local::nullable);
        var nullable = call.nullable() || checksNulls;
        var missing = nullable ? flag() : Local.NEVER;
        var end = code.newLabel();
        if (nullable) {
            code.iconst_1().istore(missing);
            zero(carrier, result);
        }
        if (checksNulls) {
            arguments.forEach(argument -> skipNull(argument, end));
        }
        var from = code.newBoundLabel();
        pushArguments(call, arguments);
        code.invokestatic(desc(function.owner()), function.method(), methodType(call));
        storeReturned(call, carrier, result, returnsObject && nullable, end);
        var to = code.newBoundLabel();
        if (nullable) {
            code.iconst_0().istore(missing);
            code.labelBinding(end);
        }
        if (call.orNull()) {
            orNull(from, to, carrier, result, end);
        }
        return new Local(carrier, result, missing);
    }

    /// A column of texts is asked as a whole, see [ColumnData#isLike].
    private Local like(Expression.Input text, Expression.Literal pattern) {
        var use = text.column();
        var nullable = shape.layouts().get(use).nulls();
        var missing = nullable ? flag() : Local.NEVER;
        var result = local(TypeKind.INT);
        var end = code.newLabel();
        var column = desc(dev.sparrow.storage.columnar.Window.TextColumn.class);
        var texts = field(use, "texts", column);
        var row = row(use);
        if (nullable) {
            code.iconst_0().istore(result);
            code.aload(texts).iload(row);
            code.invokevirtual(column, "isMissing", MethodTypeDesc.of(CD_boolean, CD_int));
            code.dup().istore(missing).ifne(end);
        }
        code.aload(texts).iload(row);
        load(literal(pattern));
        code.invokestatic(COLUMN, "isLike", MethodTypeDesc.of(CD_boolean, column, CD_int, CD_Object)).istore(result);
        code.labelBinding(end);
        return new Local(Carrier.BOOLEAN, result, missing);
    }

    private static MethodTypeDesc methodType(Expression.Call call) {
        return call.function().methodType().describeConstable().orElseThrow();
    }

    private void pushArguments(Expression.Call call, List<Local> arguments) {
        var parameters = call.function().methodType();
        if (parameters.parameterCount() == 1 && parameters.parameterType(0) == Object[].class) {
            code.loadConstant(arguments.size()).anewarray(CD_Object);
            for (var i = 0; i < arguments.size(); i++) {
                code.dup().loadConstant(i);
                pushJava(arguments.get(i), call.arguments().get(i).type());
                code.aastore();
            }
            return;
        }
        for (var i = 0; i < arguments.size(); i++) {
            var parameter = parameters.parameterType(i);
            if (parameter == Object.class) {
                pushJava(arguments.get(i), call.arguments().get(i).type());
            } else if (parameter.isPrimitive()) {
                load(arguments.get(i));
            } else {
                pushBoxed(arguments.get(i));
                code.checkcast(desc(parameter));
            }
        }
    }

    /// Pushes a value as a Java object of its type.
    private void pushJava(Local value, ColumnType type) {
        pushBoxed(value);
        if (value.carrier() != Carrier.OBJECT) {
            pushType(type);
            code.invokestatic(SEGMENT, "toJava", MethodTypeDesc.of(CD_Object, CD_Object, desc(ColumnType.class)));
        }
    }

    private void pushType(ColumnType type) {
        code.loadConstant(type.toString());
        code.invokestatic(SEGMENT, "type", MethodTypeDesc.of(desc(ColumnType.class), desc(String.class)));
    }

    /// @param end where to go if the result is missing
    private void storeReturned(Expression.Call call, Carrier carrier, int result, boolean mayBeNull, Label end) {
        var returned = call.function().methodType().returnType();
        if (returned.isPrimitive()) {
            code.storeLocal(kind(carrier), result);
            return;
        }
        if (returned == Object.class && carrier != Carrier.OBJECT) {
            pushType(call.type());
            code.invokestatic(SEGMENT, "ofJava", MethodTypeDesc.of(CD_Object, CD_Object, desc(ColumnType.class)));
        }
        if (kind(carrier) == TypeKind.REFERENCE) {
            code.checkcast(carrier == Carrier.TEXT ? UTF8 : CD_Object).astore(result);
            if (mayBeNull) {
                code.aload(result).ifnull(end);
            }
            return;
        }
        var object = local(TypeKind.REFERENCE);
        code.astore(object);
        if (mayBeNull) {
            code.aload(object).ifnull(end);
        }
        code.aload(object);
        if (carrier == Carrier.WIDE) {
            tooLong = true;
            code.checkcast(BIG).invokevirtual(BIG, "longValueExact", MethodTypeDesc.of(CD_long));
        } else {
            unbox(carrier);
        }
        code.storeLocal(kind(carrier), result);
    }

    /// What the function refuses makes the result missing.
    private void orNull(Label from, Label to, Carrier carrier, int result, Label end) {
        var after = code.newLabel();
        code.goto_(after);
        var handler = code.newBoundLabel();
        code.exceptionCatch(from, to, handler, desc(dev.sparrow.error.SparrowException.class));
        code.pop();
        zero(carrier, result);
        code.goto_(end);
        code.labelBinding(after);
    }

    private Local user(Expression.UserCall call) {
        var arguments = call.arguments().stream().map(this::value).toList();
        var carrier = Carrier.of(call.type());
        var returned = local(TypeKind.REFERENCE);
        code.aload(constant(Integer.parseInt(call.name()), desc(Expression.UserCall.class)));
        code.loadConstant(arguments.size()).anewarray(CD_Object);
        for (var i = 0; i < arguments.size(); i++) {
            code.dup().loadConstant(i);
            pushBoxed(arguments.get(i));
            code.aastore();
        }
        code.invokestatic(
                SEGMENT, "user", MethodTypeDesc.of(CD_Object, desc(Expression.UserCall.class), CD_Object.arrayType()));
        code.astore(returned);
        var result = local(kind(carrier));
        var missing = flag();
        var end = code.newLabel();
        code.iconst_1().istore(missing);
        zero(carrier, result);
        code.aload(returned).ifnull(end);
        code.aload(returned);
        unbox(carrier);
        code.storeLocal(kind(carrier), result);
        code.iconst_0().istore(missing).labelBinding(end);
        return new Local(carrier, result, missing);
    }

    // ---- Decimal numbers

    /// A value that is missing where one of its operands is.
    private Local strict(Carrier carrier, List<Local> operands, Runnable push) {
        var result = local(kind(carrier));
        var missing = Local.NEVER;
        var end = code.newLabel();
        var nullable = operands.stream().filter(Local::nullable).toList();
        if (!nullable.isEmpty()) {
            if (nullable.size() == 1) {
                missing = nullable.getFirst().isNull();
            } else {
                missing = flag();
                code.iload(nullable.getFirst().isNull());
                for (var other : nullable.subList(1, nullable.size())) {
                    code.iload(other.isNull()).ior();
                }
                code.istore(missing);
            }
            zero(carrier, result);
            code.iload(missing).ifne(end);
        }
        push.run();
        code.storeLocal(kind(carrier), result);
        code.labelBinding(end);
        return new Local(carrier, result, missing);
    }

    private Local arithmetic(Expression.Arithmetic arithmetic) {
        var left = value(arithmetic.left());
        var right = value(arithmetic.right());
        var carrier = Carrier.of(arithmetic.type());
        var exact = carrier == Carrier.WIDE;
        tooLong |= exact;
        return strict(
                carrier,
                List.of(left, right),
                () -> {
                    load(left);
                    load(right);
                    if (exact) {
                        var name =
                                switch (arithmetic.operator()) {
                                    case ADD -> "addExact";
                                    case SUBTRACT -> "subtractExact";
                                    case MULTIPLY -> "multiplyExact";
                                };
                        code.invokestatic(MATH, name, MethodTypeDesc.of(CD_long, CD_long, CD_long));
                    } else {
                        switch (arithmetic.operator()) {
                            case null -> throw new NullPointerException("a constant is missing");
                            case ADD -> code.ladd();
                            case SUBTRACT -> code.lsub();
                            case MULTIPLY -> code.lmul();
                        }
                    }
                });
    }

    private Local rescale(Expression.Rescale rescale) {
        var value = value(rescale.value());
        var from = rescale.value().type() instanceof Decimal decimal ? decimal : null;
        var fromScale = from == null ? 0 : from.scale();
        var digits = from == null ? wholeDigits(rescale.value().type()) : from.precision();
        var by = rescale.type().scale() - fromScale;
        var carrier = Carrier.of(rescale.type());
        var fits = rescale.type().wholeDigits() >= digits - fromScale + (by < 0 ? 1 : 0);
        tooLong |= carrier == Carrier.WIDE || !fits;
        return strict(
                carrier,
                List.of(value),
                () -> {
                    load(value);
                    if (value.carrier() == Carrier.INT) {
                        code.i2l();
                    }
                    if (by > Carrier.LONG_DIGITS) {
                        code.pop2();
                        code.new_(desc(ArithmeticException.class)).dup();
                        code.invokespecial(
                                desc(ArithmeticException.class), "<init>", java.lang.constant.ConstantDescs.MTD_void);
                        code.athrow();
                        return;
                    }
                    if (by > 0) {
                        code.loadConstant(Powers.of(by));
                        code.invokestatic(MATH, "multiplyExact", MethodTypeDesc.of(CD_long, CD_long, CD_long));
                        tooLong = true;
                    } else if (by < 0) {
                        code.loadConstant(-by);
                        code.invokestatic(
                                desc(Powers.class), "divideRounded", MethodTypeDesc.of(CD_long, CD_long, CD_int));
                    }
                    if (!fits && rescale.type().precision() <= Carrier.LONG_DIGITS) {
                        code.loadConstant(Powers.of(rescale.type().precision()));
                        code.invokestatic(SEGMENT, "checked", MethodTypeDesc.of(CD_long, CD_long, CD_long));
                    }
                });
    }

    private static int wholeDigits(ColumnType type) {
        return switch (type) {
            case ColumnType.Plain.TINYINT -> 3;
            case ColumnType.Plain.SMALLINT -> 5;
            case ColumnType.Plain.INT -> 10;
            case ColumnType _ -> 19;
        };
    }

    // ---- Conditions

    private Local isNull(Local value) {
        var result = local(TypeKind.INT);
        if (value.nullable()) {
            code.iload(value.isNull()).istore(result);
        } else {
            code.iconst_0().istore(result);
        }
        return new Local(Carrier.BOOLEAN, result, Local.NEVER);
    }

    private Local compare(Expression.Compare compare) {
        var left = value(compare.left());
        var right = value(compare.right());
        if (compare.comparison().takesNulls()) {
            return same(compare, left, right);
        }
        return strict(Carrier.BOOLEAN, List.of(left, right), () -> pushCompared(compare, left, right));
    }

    private void pushCompared(Expression.Compare compare, Local left, Local right) {
        var no = code.newLabel();
        var end = code.newLabel();
        compared(compare, left, right, no);
        code.iconst_1().goto_(end).labelBinding(no).iconst_0().labelBinding(end);
    }

    private Local same(Expression.Compare compare, Local left, Local right) {
        var result = local(TypeKind.INT);
        var unequal = code.newLabel();
        var present = code.newLabel();
        var end = code.newLabel();
        var same = compare.comparison() == Expression.Comparison.SAME;
        pushNull(left);
        pushNull(right);
        code.ior().ifeq(present);
        pushNull(left);
        pushNull(right);
        code.iand().ifeq(unequal);
        code.loadConstant(same ? 1 : 0).istore(result).goto_(end);
        code.labelBinding(unequal).loadConstant(same ? 0 : 1).istore(result).goto_(end);
        code.labelBinding(present);
        pushCompared(compare, left, right);
        code.istore(result).labelBinding(end);
        return new Local(Carrier.BOOLEAN, result, Local.NEVER);
    }

    void pushNull(Local value) {
        if (value.nullable()) {
            code.iload(value.isNull());
        } else {
            code.iconst_0();
        }
    }

    /// Goes to `otherwise` unless the comparison holds for two values that are there.
    private void compared(Expression.Compare compare, Local left, Local right, Label otherwise) {
        var comparison = compare.comparison();
        load(left);
        load(right);
        switch (left.carrier()) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN, INT -> code.branch(ints(comparison), otherwise);
            case LONG, WIDE -> code.lcmp().branch(zeros(comparison), otherwise);
            case FLOAT -> {
                code.invokestatic(COMPARISONS, "compare", MethodTypeDesc.of(CD_int, CD_float, CD_float));
                code.branch(zeros(comparison), otherwise);
            }
            case DOUBLE -> {
                code.invokestatic(COMPARISONS, "compare", MethodTypeDesc.of(CD_int, CD_double, CD_double));
                code.branch(zeros(comparison), otherwise);
            }
            case TEXT -> {
                var equality =
                        comparison.holds(0) != comparison.holds(1) && comparison.holds(1) == comparison.holds(-1);
                if (equality) {
                    code.invokevirtual(UTF8, "equalTo", MethodTypeDesc.of(CD_boolean, UTF8));
                    code.branch(comparison.holds(0) ? Opcode.IFEQ : Opcode.IFNE, otherwise);
                } else {
                    code.invokevirtual(UTF8, "compareTo", MethodTypeDesc.of(CD_int, UTF8));
                    code.branch(zeros(comparison), otherwise);
                }
            }
            case OBJECT -> {
                code.invokestatic(SEGMENT, "compare", MethodTypeDesc.of(CD_int, CD_Object, CD_Object));
                code.branch(zeros(comparison), otherwise);
            }
        }
    }

    /// The branch that is taken where the comparison of two ints does not hold.
    private static Opcode ints(Expression.Comparison comparison) {
        return switch (comparison) {
            case EQUAL, SAME -> Opcode.IF_ICMPNE;
            case NOT_EQUAL, NOT_SAME -> Opcode.IF_ICMPEQ;
            case LESS -> Opcode.IF_ICMPGE;
            case LESS_OR_EQUAL -> Opcode.IF_ICMPGT;
            case GREATER -> Opcode.IF_ICMPLE;
            case GREATER_OR_EQUAL -> Opcode.IF_ICMPLT;
        };
    }

    /// The same for what a comparison has returned.
    private static Opcode zeros(Expression.Comparison comparison) {
        return switch (comparison) {
            case EQUAL, SAME -> Opcode.IFNE;
            case NOT_EQUAL, NOT_SAME -> Opcode.IFEQ;
            case LESS -> Opcode.IFGE;
            case LESS_OR_EQUAL -> Opcode.IFGT;
            case GREATER -> Opcode.IFLE;
            case GREATER_OR_EQUAL -> Opcode.IFLT;
        };
    }

    /// @param decisive the value that decides alone
    private Local connected(List<Expression> parts, boolean decisive, boolean nullable) {
        var result = local(TypeKind.INT);
        var missing = flag();
        var end = code.newLabel();
        code.iconst_0().istore(missing);
        code.loadConstant(decisive ? 0 : 1).istore(result);
        connect(parts, 0, decisive, result, missing, end);
        code.labelBinding(end);
        return new Local(Carrier.BOOLEAN, result, nullable ? missing : Local.NEVER);
    }

    /// Each part is computed only if those before did not decide.
    private void connect(List<Expression> parts, int from, boolean decisive, int result, int missing, Label end) {
        var value = value(parts.get(from));
        var undecided = code.newLabel();
        if (value.nullable()) {
            var present = code.newLabel();
            code.iload(value.isNull()).ifeq(present);
            code.iconst_1().istore(missing).goto_(undecided);
            code.labelBinding(present);
        }
        load(value);
        code.branch(decisive ? Opcode.IFEQ : Opcode.IFNE, undecided);
        code.iconst_0().istore(missing);
        code.loadConstant(decisive ? 1 : 0).istore(result).goto_(end);
        code.labelBinding(undecided);
        if (from + 1 < parts.size()) {
            sometimes(() -> connect(parts, from + 1, decisive, result, missing, end));
        }
    }

    private Local cases(Expression.Case cases) {
        var carrier = Carrier.of(cases.type());
        var result = local(kind(carrier));
        var missing = cases.nullable() ? flag() : Local.NEVER;
        var end = code.newLabel();
        zero(carrier, result);
        if (missing != Local.NEVER) {
            code.iconst_1().istore(missing);
        }
        branches(cases, 0, result, missing, end);
        code.labelBinding(end);
        return new Local(carrier, result, missing);
    }

    private void branches(Expression.Case cases, int from, int result, int missing, Label end) {
        if (from == cases.branches().size()) {
            assign(cases.otherwise(), result, missing);
            return;
        }
        var next = code.newLabel();
        var branch = cases.branches().get(from);
        sometimes(() -> {
            condition(branch.condition(), next);
            assign(branch.result(), result, missing);
        });
        code.goto_(end).labelBinding(next);
        sometimes(() -> branches(cases, from + 1, result, missing, end));
    }

    private void assign(Expression expression, int result, int missing) {
        var value = value(expression);
        load(value);
        code.storeLocal(kind(value.carrier()), result);
        if (missing != Local.NEVER) {
            pushNull(value);
            code.istore(missing);
        }
    }

    private Local in(Expression.In in) {
        var value = value(in.value());
        var number = ((SegmentWriter.Slot) in.set().values().iterator().next()).number();
        var set = constant(number, desc(LiteralSet.class));
        var found =
                strict(
                        Carrier.BOOLEAN,
                        List.of(value),
                        () -> {
                            code.aload(set);
                            load(value);
                            box(value.carrier());
                            code.invokevirtual(
                                    desc(LiteralSet.class), "contains", MethodTypeDesc.of(CD_boolean, CD_Object));
                        });
        if (!in.set().hasNull()) {
            return found;
        }
        var missing = flag();
        pushNull(found);
        load(found);
        code.iconst_1().ixor().ior().istore(missing);
        return new Local(Carrier.BOOLEAN, found.value(), missing);
    }
}
