/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.window;

import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.Iterator;

/// Elements that come one by one, in windows: short ones first, so that whoever wants few elements has few computed.
public final class RowWindows implements WindowSource {
    private final Iterator<?> elements;
    private Window window;
    private int rowsMax = 1;

    /// Whether `odd` did not fit the last window.
    private boolean hasOdd;

    private Object odd;

    public RowWindows(Iterator<?> elements) {
        this.elements = elements;
    }

    @Override
    public Window next() {
        if (!hasOdd && !elements.hasNext()) {
            return null;
        }
        var first = hasOdd ? odd : elements.next();
        hasOdd = false;
        odd = null;
        var rows = 1;
        if (window == null || !window.take(0, first)) {
            window = new Window(window == null ? Kind.of(first) : window.kind().widened(first));
            if (!window.take(0, first)) {
                window.set(0, first);
                rowsMax = 1; // it is read before its program runs on
            }
        }
        while (rows < rowsMax && elements.hasNext()) {
            var element = elements.next();
            if (!window.take(rows, element)) {
                hasOdd = true;
                odd = element;
                break;
            }
            rows++;
        }
        window.size(rows);
        rowsMax = Math.min(2 * rowsMax, Window.ROWS);
        return window;
    }
}
