/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

/// An open file or directory of one session (Burrows 2006, section 2.3).
///
/// It says all that a master needs to honour it that has never heard of it (section 2.9, step 8).
///
/// @param number unique in its session
/// @param instance of the node that was opened; a later one of the same name is another
/// @param events whether the session wants to hear what happens to the node
/// @param epoch of the master that opened it
public record Handle(long number, String name, long instance, boolean events, long epoch) {
    /// A handle that is asked for.
    static Handle wanted(long number, String name, boolean events) {
        return new Handle(number, name, 0, events, 0);
    }
}
