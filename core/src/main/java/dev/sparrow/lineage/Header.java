/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.error.ErrorValues;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.DatasetId;

/// The part that all nodes share: an id, and the place in the user's program that made it.
///
/// @param operator the API method that made the node, such as `reduceByKey`
/// @param values how much messages about the node's operation tell of values
public record Header(DatasetId id, String operator, CallSite callSite, ErrorValues values) {

    /// Of an operation whose values may be shown.
    public Header(DatasetId id, String operator, CallSite callSite) {
        this(id, operator, callSite, ErrorValues.SHOWN);
    }

    /// Such as `reduceByKey at WordCount.java:31`.
    public Label label() {
        return new Label(operator, callSite, values);
    }
}
