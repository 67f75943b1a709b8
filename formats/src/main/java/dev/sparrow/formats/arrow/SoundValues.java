/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.validate.ValidateUtil;
import org.apache.arrow.vector.validate.ValidateVectorDataVisitor;

import java.math.BigDecimal;
import java.util.function.IntFunction;

/// Checks the values of a vector. Arrow's own check refuses decimals that have all the digits that their column allows.
final class SoundValues extends ValidateVectorDataVisitor {
    @Override
    public Void visit(BaseFixedWidthVector vector, Void none) {
        switch (vector) {
            case DecimalVector decimals -> check(decimals, decimals.getPrecision(), decimals::getObject);
            case Decimal256Vector decimals -> check(decimals, decimals.getPrecision(), decimals::getObject);
            default -> super.visit(vector, null);
        }
        return null;
    }

    private static void check(BaseFixedWidthVector vector, int precision, IntFunction<BigDecimal> values) {
        for (var row = 0; row < vector.getValueCount(); row++) {
            var value = values.apply(row);
            ValidateUtil.validateOrThrow(
                    value == null || value.precision() <= precision,
                    "The decimal in row %s has more than %s digits.",
                    row + 1,
                    precision);
        }
    }
}
