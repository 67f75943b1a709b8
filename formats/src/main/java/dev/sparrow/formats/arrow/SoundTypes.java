/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.validate.ValidateVectorTypeVisitor;

/// Checks that vectors are of their types. Arrow's own check takes a map for a list, and refuses it.
final class SoundTypes extends ValidateVectorTypeVisitor {
    @Override
    public Void visit(ListVector vector, Void none) {
        return vector instanceof MapVector map ? map.getDataVector().accept(this, null) : super.visit(vector, null);
    }
}
