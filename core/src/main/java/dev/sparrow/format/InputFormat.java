/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

/// Makes a source of files.
///
/// @param <T> the type of the elements
@FunctionalInterface
public interface InputFormat<T> {
    ElementSource<T> source(InputFiles files);
}
