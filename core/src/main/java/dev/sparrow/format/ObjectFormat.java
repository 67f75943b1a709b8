/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

/// Files of any elements, for programs that run the same classes. A service, since it needs a serialization library.
public interface ObjectFormat {

    /// Reads files that anybody may have written.
    ///
    /// @param classes whose objects are read, as `sparrow.files.classes` says
    ElementSource<Object> source(InputFiles files, String classes);

    ElementSink<Object> sink();
}
