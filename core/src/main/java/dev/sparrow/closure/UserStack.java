/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

/// Todo.
public final class UserStack {
    private UserStack() {}
}
