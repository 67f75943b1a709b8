/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.error.ThrowableText;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.List;

/// An exception that was thrown in another process: what it said, and itself as bytes where it is small and can be
/// written. Its class may be missing here.
public final class RemoteError extends Exception {
    private static final long serialVersionUID = 1;

    /// Larger exceptions are told by what they said alone.
    static final int ORIGINAL_BYTES_MAX = 8 << 10;

    /// Of a chain of causes so many are told.
    static final int CAUSES_MAX = 4;

    private static final int FRAMES_MAX = 64;
    private static final int TEXT_MAX = 2_000;

    private final String text;
    private final byte[] original;

    /// @param text the name of its class, and its message
    /// @param original itself, serialized; empty if that is not possible
    RemoteError(String text, List<StackTraceElement> frames, RemoteError cause, byte[] original) {
        super(text, cause);
        this.text = text;
        this.original = original;
        setStackTrace(frames.toArray(StackTraceElement[]::new));
    }

    /// Asks a user's exception what it says, so not for an actor's thread. Null for null.
    public static RemoteError of(Throwable thrown) {
        return of(thrown, 0);
    }

    private static RemoteError of(Throwable thrown, int depth) {
        if (thrown == null || depth == CAUSES_MAX) {
            return null;
        }
        if (thrown instanceof RemoteError known) {
            return known;
        }
        var printable = ThrowableText.printable(thrown);
        var text = ThrowableText.of(thrown);
        return new RemoteError(
                text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) + "…" : text,
                frames(printable),
                of(cause(printable), depth + 1),
                depth == 0 ? serialized(thrown) : new byte[0]);
    }

    private static Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    private static List<StackTraceElement> frames(Throwable thrown) {
        try {
            var frames = List.of(thrown.getStackTrace());
            return frames.subList(0, Math.min(FRAMES_MAX, frames.size()));
        } catch (RuntimeException | StackOverflowError e) {
            return List.of();
        }
    }

    private static byte[] serialized(Throwable thrown) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            return new byte[0];
        }
        return bytes.size() > ORIGINAL_BYTES_MAX ? new byte[0] : bytes.toByteArray();
    }

    byte[] original() {
        return original;
    }

    /// The exception itself if the calling thread's context class loader knows its class, else this. Runs code of the
    /// user's class.
    public Throwable itself() {
        if (original.length == 0) {
            return this;
        }
        try (var in = new ContextInput(original)) {
            return (Throwable) in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            return this;
        }
    }

    /// What the exception said, beginning with the name of its class.
    @Override
    @SuppressWarnings("OverrideThrowableToString") // the name of the other class comes first
    public String toString() {
        return text;
    }

    private static final class ContextInput extends ObjectInputStream {
        private ContextInput(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description); // names of primitive types are no names of classes
            }
        }
    }
}
