/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.error;

/// The one exception of Sparrow's API; [#code] tells the kinds apart.
///
/// The message says what could not be done, with ids and values, and what happens next or what to do. Where a user's
/// function failed, [#getCause] is its own exception with the user's frames first.
public final class SparrowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    /// The message for those who are not to see values; null if it tells of none.
    private final String withoutValues;

    public SparrowException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /// @param message made [PlainText], for values and names in it come from anywhere
    /// @param cause may be null
    public SparrowException(ErrorCode code, String message, Throwable cause) {
        this(code, message, null, cause);
    }

    SparrowException(ErrorCode code, String message, String withoutValues, Throwable cause) {
        super(message == null ? null : PlainText.lines(message), cause);
        this.code = code;
        this.withoutValues = withoutValues;
    }

    public ErrorCode code() {
        return code;
    }

    /// Itself, or without what user code says in it and of its cause.
    SparrowException withoutValues() {
        return withoutValues == null
                ? this
                : new SparrowException(code, withoutValues, getCause() == null ? null : HiddenFailure.of(getCause()));
    }

    /// Refuses an argument of an API call.
    public static SparrowException invalidArgument(String message) {
        return new SparrowException(ErrorCode.INVALID_ARGUMENT, message);
    }
}
