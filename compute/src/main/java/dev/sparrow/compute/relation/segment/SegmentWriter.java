/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import dev.sparrow.compute.relation.segment.ColumnData.Layout;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Writes the class of a [Segment]: one loop, in which everything is locals. Classes are shared by all segments of one
/// shape, which is the expressions without their constants, and the layouts of the columns.
public final class SegmentWriter {
    static final ClassDesc SEGMENT = Segment.class.describeConstable().orElseThrow();
    static final ClassDesc COLUMN = ColumnData.class.describeConstable().orElseThrow();

    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(
                    CD_int,
                    COLUMN.arrayType(),
                    CD_int.arrayType().arrayType(),
                    CD_int,
                    CD_int,
                    CD_Object.arrayType(),
                    CD_int);

    private static final MethodTypeDesc SLOW =
            MethodTypeDesc.of(
                    CD_int, COLUMN.arrayType(), CD_int.arrayType().arrayType(), CD_int, CD_Object.arrayType(), CD_int);

    /// HotSpot compiles no larger methods.
    private static final int METHOD_BYTES_MAX = 8_000;

    private static final int CLASSES_MAX = 4_000;

    private static final ConcurrentHashMap<SegmentShape, Optional<MethodHandle>> CLASSES = new ConcurrentHashMap<>();

    private final SegmentShape shape;
    private final int constants;

    private SegmentWriter(SegmentShape shape, int constants) {
        this.shape = shape;
        this.constants = constants;
    }

    /// A segment that is compiled for these layouts; empty if its code would be too large.
    ///
    /// @param onlyMade whether to give one only if there is a class of its shape already
    public static Optional<Segment> compile(
            SegmentSpec spec, List<Layout> layouts, List<SegmentShape.SideUse> sides, boolean onlyMade) {
        var constants = new ArrayList<Object>();
        var shape = SegmentShape.of(spec, layouts, sides, constants);
        if (constants.stream().anyMatch(SegmentWriter::isTooLong)) {
            return Optional.empty();
        }
        var known = CLASSES.get(shape);
        if (known == null) {
            if (onlyMade) {
                return Optional.empty();
            }
            if (CLASSES.size() > CLASSES_MAX) {
                CLASSES.clear();
            }
            known = CLASSES.computeIfAbsent(shape, of -> new SegmentWriter(of, constants.size()).define());
        }
        return known.map(constructor -> instantiate(constructor).with(spec, constants.toArray()));
    }

    /// Whether a constant is too long for a loop.
    private static boolean isTooLong(Object constant) {
        return constant instanceof BigInteger wide && wide.bitLength() >= Long.SIZE;
    }

    private static Segment instantiate(MethodHandle constructor) {
        try {
            return (Segment) constructor.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot instantiate a loop over columns", e);
        }
    }

    // ---- The class

    private Optional<MethodHandle> define() {
        var hierarchy = ClassHierarchyResolver.ofClassLoading(Segment.class.getClassLoader());
        var bytes =
                ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy))
                        .build(
                                ClassDesc.of(Segment.class.getPackageName(), "CompiledSegment"),
                                written ->
                                        written.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                                                .withSuperclass(SEGMENT)
                                                .withMethodBody(
                                                        INIT_NAME,
                                                        MTD_void,
                                                        0,
                                                        code ->
                                                                code.aload(0)
                                                                        .invokespecial(SEGMENT, INIT_NAME, MTD_void)
                                                                        .return_())
                                                .withMethodBody(
                                                        "run",
                                                        RUN,
                                                        ClassFile.ACC_PUBLIC,
                                                        code -> new Body(code).write()));
        var size =
                ClassFile.of().parse(bytes).methods().stream()
                        .flatMap(method -> method.findAttribute(Attributes.code()).stream())
                        .mapToInt(CodeAttribute::codeLength)
                        .max()
                        .orElseThrow();
        if (size > METHOD_BYTES_MAX) {
            return Optional.empty();
        }
        try {
            var lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return Optional.of(
                    lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                            .asType(MethodType.methodType(Segment.class)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot define a loop over columns", e);
        }
    }

    /// The method while it is written.
    private final class Body {
        private static final int COLUMNS = 1;
        private static final int INDEXES = 2;
        private static final int FROM = 3;
        private static final int TO = 4;
        private static final int OUT = 5;
        private static final int FILLED = 6;

        private final Frame frame;
        private final CodeBuilder code;
        private final ColumnReader columns;
        private final ExpressionWriter expressions;

        Body(CodeBuilder code) {
            this.frame = new Frame(code);
            this.code = code;
            this.columns = new ColumnReader(frame, shape, COLUMNS, INDEXES, FROM);
            this.expressions = new ExpressionWriter(frame, columns);
        }

        void write() {
            var prologue = code.newLabel();
            var begin = code.newLabel();
            var test = code.newLabel();
            var next = code.newLabel();
            var end = code.newLabel();
            code.goto_(prologue);
            code.labelBinding(begin);
            var ending =
                    switch (shape.spec().end()) {
                        case SegmentSpec.Write write -> new OutputWriter(frame, expressions, write, OUT, FILLED, FROM);
                        case SegmentSpec.Fold fold -> new StateWriter(frame, expressions, columns, fold, OUT, FROM);
                    };
            ending.begin();
            code.goto_(test);
            var row = code.newBoundLabel();
            var computes = code.newBoundLabel();
            expressions.beginRow();
            if (shape.spec().condition() != null) {
                expressions.condition(shape.spec().condition(), next);
            }
            ending.compute();
            var computed = code.newBoundLabel();
            ending.store();
            code.iinc(FILLED, 1);
            code.labelBinding(next);
            code.iinc(FROM, 1);
            code.labelBinding(test);
            code.iload(FROM).iload(TO).if_icmplt(row);
            code.labelBinding(end);
            ending.end();
            code.iload(FILLED).ireturn();
            if (frame.mayBeTooLong()) {
                slow(ending, computes, computed, next);
            }
            code.labelBinding(prologue);
            frame.prologue();
            code.goto_(begin);
        }

        /// Numbers became too long for the loop: the row is computed again, by the interpreter.
        private void slow(RowEnd ending, Label from, Label to, Label next) {
            if (isEmpty(from, to)) {
                return;
            }
            var handler = code.newBoundLabel();
            code.exceptionCatch(from, to, handler, ClassDesc.of("java.lang.ArithmeticException"));
            code.pop();
            ending.end();
            code.aload(0).aload(COLUMNS).aload(INDEXES).iload(FROM).aload(OUT).iload(FILLED);
            code.invokevirtual(SEGMENT, "slow", SLOW).istore(FILLED);
            ending.reload();
            code.goto_(next);
        }

        private static boolean isEmpty(Label from, Label to) {
            return from == to;
        }
    }

    /// What a loop does with the rows that pass.
    interface RowEnd {

        /// Before the loop: finds arrays.
        void begin();

        /// Computes all values of a row.
        void compute();

        /// Puts them where they belong.
        void store();

        /// After the loop, or before a row is interpreted: what is in locals goes to arrays.
        void end();

        /// After a row was interpreted.
        void reload();
    }

    static TypeKind kind(ColumnData.Storage storage) {
        return switch (storage) {
            case BOOLEAN -> TypeKind.BOOLEAN;
            case BYTE -> TypeKind.BYTE;
            case SHORT -> TypeKind.SHORT;
            case INT -> TypeKind.INT;
            case LONG, WIDE -> TypeKind.LONG;
            case FLOAT -> TypeKind.FLOAT;
            case DOUBLE -> TypeKind.DOUBLE;
            case TEXT, OBJECT -> TypeKind.REFERENCE;
        };
    }

    static ClassDesc arrayType(ColumnData.Storage storage) {
        return switch (storage) {
            case BOOLEAN -> CD_boolean.arrayType();
            case BYTE -> java.lang.constant.ConstantDescs.CD_byte.arrayType();
            case SHORT -> java.lang.constant.ConstantDescs.CD_short.arrayType();
            case INT -> CD_int.arrayType();
            case LONG, WIDE -> CD_long.arrayType();
            case FLOAT -> java.lang.constant.ConstantDescs.CD_float.arrayType();
            case DOUBLE -> java.lang.constant.ConstantDescs.CD_double.arrayType();
            case TEXT, OBJECT -> CD_Object.arrayType();
        };
    }

    /// Pushes an array of `out` as what it is, into a local.
    static int array(CodeBuilder code, int out, int place, ColumnData.Storage storage) {
        var local = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(out).loadConstant(place).aaload().checkcast(arrayType(storage)).astore(local);
        return local;
    }

    static MethodTypeDesc nothing(ClassDesc... parameters) {
        return MethodTypeDesc.of(CD_void, parameters);
    }

    int constants() {
        return constants;
    }
}
