/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import dev.sparrow.table.expression.Carrier;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;

/// What the parts of a loop share while it is written: its code, its locals, and what has to run before it.
final class Frame {
    private final CodeBuilder code;
    private final List<Runnable> prologue = new ArrayList<>();
    private boolean tooLong;

    Frame(CodeBuilder code) {
        this.code = code;
    }

    CodeBuilder code() {
        return code;
    }

    /// Has something run before the loop: it became known while the loop was written.
    void before(Runnable part) {
        prologue.add(part);
    }

    /// Writes what runs before the loop.
    void prologue() {
        prologue.forEach(Runnable::run);
    }

    /// Numbers may be met that are too long for the loop.
    void tooLong() {
        tooLong = true;
    }

    boolean mayBeTooLong() {
        return tooLong;
    }

    int local(TypeKind kind) {
        return code.allocateLocal(kind);
    }

    int flag() {
        return local(TypeKind.INT);
    }

    static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
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

    void zero(Carrier carrier, int local) {
        switch (carrier) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN, INT -> code.iconst_0().istore(local);
            case LONG, WIDE -> code.lconst_0().lstore(local);
            case FLOAT -> code.fconst_0().fstore(local);
            case DOUBLE -> code.dconst_0().dstore(local);
            case TEXT, OBJECT -> code.aconst_null().astore(local);
        }
    }

    /// Goes to `otherwise` if a value is missing.
    void skipNull(Local value, Label otherwise) {
        if (value.nullable()) {
            code.iload(value.isNull()).ifne(otherwise);
        }
    }

    void pushNull(Local value) {
        if (value.nullable()) {
            code.iload(value.isNull());
        } else {
            code.iconst_0();
        }
    }
}
