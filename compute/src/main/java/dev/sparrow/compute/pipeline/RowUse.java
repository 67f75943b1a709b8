/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.storage.columnar.Kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What a loop does with the rows of windows.
///
/// @param reused whether it retains no object of a row, see [dev.sparrow.storage.columnar.Window#reusedLeaf]
/// @param components for each component of a record whether it reads it; empty if it reads all
record RowUse(boolean reused, Optional<List<Boolean>> components) {

    /// Anything.
    static final RowUse ANY = new RowUse(false, Optional.empty());

    static RowUse of(Kind kind, List<LoopStep> steps, LoopEnd end) {
        return new RowUse(BufferReuse.fits(kind, steps, end), ReadComponents.of(kind, steps, end));
    }

    /// For each leaf whether it is read.
    List<Boolean> leavesRead(Kind kind) {
        if (components.isEmpty() || !(kind instanceof Kind.Struct(var _, var parts))) {
            return Collections.nCopies(kind.leaves(), true);
        }
        var read = new ArrayList<Boolean>();
        for (var part = 0; part < parts.size(); part++) {
            read.addAll(Collections.nCopies(parts.get(part).leaves(), components.get().get(part)));
        }
        return read;
    }
}
