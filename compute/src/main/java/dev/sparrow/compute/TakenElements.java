/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import java.util.Iterator;

/// Elements that user code takes one by one. When it throws, the last one that it took is told.
public interface TakenElements extends Iterator<Object> {
    /// No element.
    Object NONE = new Object();

    /// The element that was taken last; [#NONE] if there is none, or it is not known any more.
    Object lastTaken();
}
