/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.storage.columnar.Window;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// The rows of windows, one by one.
final class WindowElements implements Iterator<Object> {
    private final WindowSource source;

    /// Null after the last.
    private Window window;

    private int row;

    WindowElements(WindowSource source) {
        this.source = source;
        this.window = source.next();
    }

    @Override
    public boolean hasNext() {
        if (window != null && row == window.size()) {
            window = source.next();
            row = 0;
        }
        return window != null;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return window.get(row++);
    }
}
