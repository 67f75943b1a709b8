/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.ObjectFormat;

import java.util.ServiceLoader;

/// Finds formats that the API names on the class path.
public final class Formats {
    private Formats() {}

    public static ObjectFormat objects() {
        return ServiceLoader.load(ObjectFormat.class, Formats.class.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                        new SparrowException(
                                ErrorCode.NO_FORMAT,
                                "Nothing on the class path reads or writes object files. Add the artifact"
                                        + " dev.sparrow:sparrow-formats."));
    }
}
