/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The messages of one [MessageWriter], of whose parts it makes whole ones. For any thread; the parts of one message
/// come in their order, and those of others may come between them.
///
/// @param <T> what all messages are
public final class MessageReader<T> {
    private final Class<T> type;
    private final Map<Long, Begun> begun = new HashMap<>();

    public MessageReader(Class<T> type) {
        this.type = type;
    }

    private static final class Begun {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int parts;
    }

    /// A message, or nothing if that was not the last of its parts.
    ///
    /// @throws dev.sparrow.error.SparrowException [dev.sparrow.error.ErrorCode#INPUT_UNREADABLE] if it is none
    public Optional<T> take(byte[] bytes) {
        if (bytes.length > Wire.MESSAGE_BYTES_MAX) {
            throw Wire.unreadable(
                    type, "takes " + bytes.length + " bytes, and " + Wire.MESSAGE_BYTES_MAX + " are the limit", null);
        }
        var message = Wire.decode(bytes, Object.class);
        if (message instanceof MessageWriter.Part part) {
            return join(part).map(whole -> Wire.decode(whole, type));
        }
        if (!type.isInstance(message)) {
            throw Wire.unreadable(type, "is a " + message.getClass().getSimpleName(), null);
        }
        return Optional.of(type.cast(message));
    }

    private synchronized Optional<byte[]> join(MessageWriter.Part part) {
        var message = begun.computeIfAbsent(part.message(), _ -> new Begun());
        if (part.index() != message.parts || part.index() >= part.count() || part.bytes() == null) {
            begun.remove(part.message());
            throw Wire.unreadable(
                    type,
                    "has part " + part.index() + " of " + part.count() + " where part " + message.parts + " belongs",
                    null);
        }
        message.bytes.writeBytes(part.bytes());
        message.parts++;
        if (message.parts < part.count()) {
            return Optional.empty();
        }
        begun.remove(part.message());
        return Optional.of(message.bytes.toByteArray());
    }
}
