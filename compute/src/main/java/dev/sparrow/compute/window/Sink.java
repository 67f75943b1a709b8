/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.window;

/// Takes the elements that come out of a pipeline, one by one.
///
/// A loop is compiled for each class of sinks, so that it is inlined: make sinks of one use one class (one lambda).
@FunctionalInterface
public interface Sink {

    /// Takes one element and says whether it wants another; after false it is given none.
    boolean accept(Object element);
}
