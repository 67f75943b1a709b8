/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.value.CallSite;

import java.io.Serializable;

/// How messages name an operation: `reduceByKey at WordCount.java:31`.
public record Label(String operator, String at) implements Serializable {
    public Label(String operator, CallSite callSite) {
        this(operator, callSite.toString());
    }

    @Override
    public String toString() {
        return operator + " at " + at;
    }
}
