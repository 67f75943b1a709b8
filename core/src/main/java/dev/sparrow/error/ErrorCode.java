/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.error;

/// The kinds of failure, each with its [Blame].
public enum ErrorCode {
    /// An argument of an API call is out of its range.
    INVALID_ARGUMENT(Blame.USER),
    /// A configuration key or value, or a master string, is not understood.
    INVALID_CONFIGURATION(Blame.USER),
    /// A function, or what it captures, cannot travel to tasks.
    CLOSURE_NOT_SERIALIZABLE(Blame.USER),
    /// A function captures a dataset or the context, or starts a job in a task.
    CLOSURE_CAPTURES_DATASET(Blame.USER),
    /// A key whose hash is its identity cannot be a key.
    UNSTABLE_KEY(Blame.USER),
    /// A user's function threw, or returned what it must not.
    USER_FUNCTION(Blame.USER),
    /// A comparator contradicts itself.
    INCONSISTENT_COMPARATOR(Blame.USER),
    /// An element cannot be copied, stored or shipped.
    ELEMENT_NOT_SERIALIZABLE(Blame.USER),
    /// The two sides of a `zip` do not have the same shape.
    ZIP_MISMATCH(Blame.USER),
    /// An action that needs an element met an empty dataset.
    EMPTY_DATASET(Blame.USER),
    /// A count or a size does not fit its type.
    OVERFLOW(Blame.USER),
    /// The context is closed.
    CONTEXT_CLOSED(Blame.USER),
    /// An accumulator is not registered, or is read where its value is not known.
    ACCUMULATOR_MISUSED(Blame.USER),
    /// A broadcast is used after it was destroyed.
    BROADCAST_DESTROYED(Blame.USER),
    /// Datasets of two contexts meet in one operation.
    FOREIGN_DATASET(Blame.USER),
    /// Where output should go, something is already.
    OUTPUT_EXISTS(Blame.USER),
    /// A statement of SQL cannot be read, or names what is not there.
    INVALID_SQL(Blame.USER),
    /// Input is missing, unreadable, changed, or not of its format.
    INPUT_UNREADABLE(Blame.INPUT),
    /// Text is not valid UTF-8 and the configuration refuses it, or it is in another encoding altogether.
    INVALID_TEXT(Blame.INPUT),
    /// A record of a file is not as its format or the class it is read into demands.
    MALFORMED_INPUT(Blame.INPUT),
    /// No executor can ever give a task the cores or other resources that it is to have.
    RESOURCES_MISSING(Blame.USER),
    /// A limit of the engine is reached.
    LIMIT_EXCEEDED(Blame.RESOURCES),
    /// Memory or disk ran out.
    OUT_OF_RESOURCES(Blame.RESOURCES),
    /// Output could not be written.
    OUTPUT_FAILED(Blame.RESOURCES),
    /// The job was cancelled.
    CANCELLED(Blame.RESOURCES),
    /// Executors or blocks were lost more often than the limit allows.
    LOST_TOO_OFTEN(Blame.RESOURCES),
    /// No engine, or more than one, for the master on the class path.
    NO_ENGINE(Blame.USER),
    /// Nothing on the class path reads or writes such files.
    NO_FORMAT(Blame.USER),
    /// Something that should not happen.
    INTERNAL(Blame.ENGINE);

    private final Blame blame;

    ErrorCode(Blame blame) {
        this.blame = blame;
    }

    public Blame blame() {
        return blame;
    }
}
