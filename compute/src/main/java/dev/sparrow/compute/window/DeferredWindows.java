/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.window;

import dev.sparrow.storage.columnar.Window;

import java.util.function.Supplier;

/// Windows whose source is made when the first one is asked for.
public final class DeferredWindows implements WindowSource {
    private Supplier<WindowSource> made;
    private WindowSource source;
    private boolean isLong;

    public DeferredWindows(Supplier<WindowSource> made) {
        this.made = made;
    }

    @Override
    public Window next() {
        if (source == null) {
            source = made.get();
            made = null;
            if (isLong) {
                source.lengthen();
            }
        }
        return source.next();
    }

    @Override
    public void lengthen() {
        isLong = true;
        if (source != null) {
            source.lengthen();
        }
    }
}
