/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is answered to a request.
///
/// @param status of HTTP
/// @param type of the content
public record Answer(int status, String type, String content, Map<String, String> headers) {
    private static final String HTML = "text/html; charset=utf-8";

    static Answer html(String content) {
        return new Answer(200, HTML, content, Map.of());
    }

    static Answer json(String content) {
        return new Answer(200, "application/json; charset=utf-8", content, Map.of());
    }

    static Answer of(String type, String content) {
        return new Answer(200, type + "; charset=utf-8", content, Map.of());
    }

    static Answer problem(int status, String why) {
        return new Answer(status, "text/plain; charset=utf-8", why + "\n", Map.of());
    }

    static Answer to(String address) {
        return new Answer(303, "text/plain; charset=utf-8", "", Map.of("Location", address));
    }

    Answer with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, type, content, all);
    }

    byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
