/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import java.io.Serializable;

/// An aggregate whose state is an object: whatever needs more than a number for each group. States travel between tasks
/// and go to disk, so they are of classes of the JDK that are serializable.
public interface ObjectAggregate extends Serializable {

    /// The state with one more row; the state that was given may be changed.
    ///
    /// @param state null before the first row of a group
    /// @param values of the arguments, as Java objects; may hold null
    Object add(Object state, Object... values);

    /// The state of the rows of both; one of them may be changed.
    Object merge(Object left, Object right);

    /// The result as a Java object of its type; may be null.
    ///
    /// @param state null if there was no row
    Object finish(Object state);
}
