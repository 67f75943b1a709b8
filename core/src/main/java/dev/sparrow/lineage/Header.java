/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.value.CallSite;
import dev.sparrow.value.DatasetId;

/// What every node carries: who it is, and where in the user's program it comes from.
///
/// @param operator the API method that made the node, such as `reduceByKey`
public record Header(DatasetId id, String operator, CallSite callSite) {

    /// Such as `reduceByKey at WordCount.java:31`.
    public Label label() {
        return new Label(operator, callSite);
    }
}
