package dev.sparrow.config;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import java.util.function.Function;

/// A setting: its name, what its text means, what holds when nobody sets it, and what it does.
///
/// @param defaultText in the form a user would write
/// @param meaning what it does, for the reference page
public record ConfigKey<T>(String name, Function<String, T> parser, String form, String defaultText, String meaning) {

    /// @throws SparrowException naming key, value and accepted form
    public T parse(String text) {
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "Setting " + name + " = '" + text + "' is not understood. It takes " + form + ".",
                    e);
        }
    }
}
