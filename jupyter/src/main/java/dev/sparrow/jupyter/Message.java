/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import dev.sparrow.repl.notebook.JsonText;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A message of Jupyter's protocol.
///
/// @param ids of the sockets it has come through, by which an answer finds its way back
/// @param parent the header of the request that it answers; empty if it is a request
record Message(List<byte[]> ids, Map<String, Object> header, Map<String, Object> parent, Map<String, Object> content) {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final String VERSION = "5.3";

    /// Delimiter, signature, header, parent, metadata, content.
    private static final int PARTS = 6;

    /// The message of some frames.
    ///
    /// @throws IllegalArgumentException if they are none, or somebody else has sent it
    static Message read(List<byte[]> frames, Signature signature) {
        var delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        if (delimiter + PARTS > frames.size()) {
            throw new IllegalArgumentException("a message of " + frames.size() + " frames");
        }
        var parts = frames.subList(delimiter + 2, delimiter + PARTS);
        if (!signature.holds(frames.get(delimiter + 1), parts)) {
            throw new IllegalArgumentException("a message that is not signed as the connection file says");
        }
        return new Message(
                List.copyOf(frames.subList(0, delimiter)),
                object(parts.get(0)),
                object(parts.get(1)),
                object(parts.get(3)));
    }

    private static Map<String, Object> object(byte[] json) {
        var members = new LinkedHashMap<String, Object>();
        if (JsonText.parse(new String(json, StandardCharsets.UTF_8)) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
        }
        return members;
    }

    /// What is to be sent.
    List<byte[]> frames(Signature signature) {
        var parts = List.of(bytes(header), bytes(parent), bytes(Map.of()), bytes(content));
        var frames = new ArrayList<>(ids);
        frames.add(DELIMITER);
        frames.add(signature.of(parts));
        frames.addAll(parts);
        return frames;
    }

    private static byte[] bytes(Map<String, Object> object) {
        return JsonText.of(object).getBytes(StandardCharsets.UTF_8);
    }

    /// A message that has this one for its reason.
    Message answer(String type, Map<String, Object> content) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("msg_id", UUID.randomUUID().toString());
        answer.put("session", header.getOrDefault("session", ""));
        answer.put("username", "kernel");
        answer.put("date", Instant.now().toString());
        answer.put("msg_type", type);
        answer.put("version", VERSION);
        return new Message(ids, answer, header, content);
    }

    String type() {
        return String.valueOf(header.get("msg_type"));
    }

    /// A text of the content; empty if it is missing.
    String text(String name) {
        return content.get(name) instanceof String text ? text : "";
    }

    /// A number of the content.
    int number(String name, int otherwise) {
        return content.get(name) instanceof Long number ? Math.toIntExact(number) : otherwise;
    }

    boolean is(String name, boolean otherwise) {
        return content.get(name) instanceof Boolean said ? said : otherwise;
    }
}
