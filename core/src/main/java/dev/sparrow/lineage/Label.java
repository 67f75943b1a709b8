/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.error.ErrorValues;
import dev.sparrow.value.CallSite;

import java.io.Serializable;

/// The name of an operation in messages: `reduceByKey at WordCount.java:31`.
///
/// @param values how much messages about the operation tell of the values that its functions were given
public record Label(String operator, String at, ErrorValues values) implements Serializable {
    public Label(String operator, CallSite callSite, ErrorValues values) {
        this(operator, callSite.toString(), values);
    }

    /// Of an operation whose values may be shown.
    public Label(String operator, CallSite callSite) {
        this(operator, callSite, ErrorValues.SHOWN);
    }

    /// Of an operation whose values may be shown.
    public Label(String operator, String at) {
        this(operator, at, ErrorValues.SHOWN);
    }

    @Override
    public String toString() {
        return operator + " at " + at;
    }
}
