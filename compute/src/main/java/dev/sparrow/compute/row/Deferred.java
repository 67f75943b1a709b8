/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.storage.columnar.Window;

import java.util.function.Supplier;

/// Windows whose source is made when the first one is asked for.
final class Deferred implements WindowSource {
    private Supplier<WindowSource> made;
    private WindowSource source;

    Deferred(Supplier<WindowSource> made) {
        this.made = made;
    }

    @Override
    public Window next() {
        if (source == null) {
            source = made.get();
            made = null;
        }
        return source.next();
    }
}
