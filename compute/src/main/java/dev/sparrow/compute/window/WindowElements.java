/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.window;

import dev.sparrow.storage.columnar.Window;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// The rows of windows, one by one.
public final class WindowElements implements Iterator<Object> {
    private final WindowSource source;

    /// Null before the first and after the last.
    private Window window;

    private boolean begun;

    private int row;

    public WindowElements(WindowSource source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (!begun || (window != null && row == window.size())) {
            begun = true;
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
