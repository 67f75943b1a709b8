/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import dev.sparrow.storage.columnar.ValueForm;

import java.lang.classfile.TypeKind;
import java.lang.reflect.Array;
import java.math.BigDecimal;

/// The one number of an object that a function has captured, in a form in which the function compares it with others:
/// of a decimal, its unscaled value at their scale.
///
/// @param argument the object's number among what was captured
/// @param form with one leaf
public record CapturedNumber(int argument, ValueForm form) {

    public TypeKind kind() {
        return TypeKind.from(form.leaves().getFirst().type());
    }

    /// Whether an object has such a number.
    public boolean fits(Object value) {
        return set(value, leaf());
    }

    /// The number of an object that has one; else any.
    public long number(Object value) {
        var leaf = leaf();
        return set(value, leaf) ? Array.getLong(leaf, 0) : 0;
    }

    private Object leaf() {
        return Array.newInstance(form.leaves().getFirst().type(), 1);
    }

    private boolean set(Object value, Object leaf) {
        if (value == null || value.getClass() != form.type()) {
            return false;
        }
        var scale = form.oneScale();
        var same = scale.isPresent() ? rescaled((BigDecimal) value, scale.getAsInt()) : value;
        return form.set(same, new Object[] {leaf}, 0, 0);
    }

    /// An equal number of this scale if there is one; else the number.
    private static BigDecimal rescaled(BigDecimal value, int scale) {
        var isNear = Math.abs((long) value.scale() - scale) <= ValueForm.LONG_DIGITS;
        var isExact = isNear && value.stripTrailingZeros().scale() <= scale;
        return isExact ? value.setScale(scale) : value;
    }
}
