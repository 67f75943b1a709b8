/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.io.IOException;

/// Answers calls of other processes, on a thread of the caller's connection, which may wait.
public interface CallHandler {
    /// Takes no calls.
    CallHandler NONE =
            (_, _, _) -> {
                throw new CallFailed("it answers no calls");
            };

    /// Where an answer goes, part by part. It waits while the caller takes nothing.
    interface Answer {

        /// A part, of any length; the caller reads the same parts unless they are longer than a frame.
        void write(byte[] part) throws IOException;
    }

    /// Writes the answer, which may have no part.
    ///
    /// @param from who calls
    /// @return whether there is what was asked for; if not, nothing was written
    /// @throws IOException if the caller is gone; another one tells the caller why there is no answer, or no more of it
    boolean answer(String from, byte[] request, Answer answer) throws IOException;
}
