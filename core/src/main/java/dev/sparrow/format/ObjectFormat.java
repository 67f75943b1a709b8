/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

/// Files of any elements, for programs that run the same classes. A service, since it needs a serialization library.
public interface ObjectFormat {

    ElementSource<Object> source(InputFiles files);

    ElementSink<Object> sink();
}
