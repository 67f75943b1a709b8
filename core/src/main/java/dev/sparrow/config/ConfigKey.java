/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.config;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.function.Function;

/// A setting: its name, what its text means, what holds when nobody sets it, and what it does.
///
/// @param defaultText in the form a user would write
/// @param meaning what it does, for the reference page
public record ConfigKey<T>(String name, Function<String, T> parser, String form, String defaultText, String meaning) {

    /// What the text means.
    ///
    /// @param origin who gave the text
    /// @throws SparrowException naming key, value, origin and accepted form
    public T parse(String text, Settings.Origin origin) {
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "Setting " + name + " = '" + text + "' (" + origin + ") is not understood. It takes " + form + ".",
                    e);
        }
    }
}
