/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// An answer to each request that comes to the shell's socket.
///
/// @param publish tells all front ends something
record Answers(Cells cells, String version, Consumer<Message> publish) {
    private static final int HISTORY = 1_000;

    /// The answer; null if there is none.
    Message to(Message request) {
        publish.accept(request.answer("status", Map.of("execution_state", "busy")));
        try {
            return switch (request.type()) {
                case "kernel_info_request" -> request.answer("kernel_info_reply", info());
                case "execute_request" -> execute(request);
                case "complete_request" -> complete(request);
                case "inspect_request" -> inspect(request);
                case "is_complete_request" -> isComplete(request);
                case "history_request" -> history(request);
                case "comm_info_request" ->
                        request.answer("comm_info_reply", Map.of("status", "ok", "comms", Map.of()));
                default -> null;
            };
        } finally {
            publish.accept(request.answer("status", Map.of("execution_state", "idle")));
        }
    }

    Map<String, Object> info() {
        return Map.of(
                "status",
                "ok",
                "protocol_version",
                "5.3",
                "implementation",
                "sparrow",
                "implementation_version",
                version,
                "banner",
                "Sparrow " + version,
                "help_links",
                List.of(),
                "language_info",
                Map.of(
                        "name", "java",
                        "version", Runtime.version().toString(),
                        "mimetype", "text/x-java",
                        "file_extension", ".jsh",
                        "pygments_lexer", "java"));
    }

    private Message execute(Message request) {
        var code = request.text("code");
        var number = cells.count() + 1;
        var isSilent = request.is("silent", false);
        if (!isSilent) {
            publish.accept(request.answer("execute_input", Map.of("code", code, "execution_count", number)));
        }
        var result = cells.run(code, isSilent ? Output.NOWHERE : new Published(request));
        if (!result.text().isEmpty() && !isSilent) {
            publish.accept(
                    request.answer(
                            "execute_result",
                            Map.of(
                                    "execution_count", number,
                                    "data", Map.of("text/plain", result.text()),
                                    "metadata", Map.of())));
        }
        var content = new LinkedHashMap<String, Object>();
        content.put("status", "ok");
        content.put("execution_count", number);
        content.put("user_expressions", Map.of());
        content.put("payload", List.of());
        if (!result.failure().isEmpty()) {
            var error =
                    Map.<String, Object>of(
                            "ename", "Error",
                            "evalue", result.failure().lines().findFirst().orElse(""),
                            "traceback", result.failure().lines().toList());
            if (!isSilent) {
                publish.accept(request.answer("error", error));
            }
            content.putAll(error);
            content.put("status", "error");
        }
        return request.answer("execute_reply", content);
    }

    private final class Published implements Output {
        private final Message request;

        private String progress = "";
        private boolean hasToldProgress;

        private Published(Message request) {
            this.request = request;
        }

        @Override
        public void print(String text) {
            publish.accept(request.answer("stream", Map.of("name", "stdout", "text", text)));
        }

        @Override
        public void table(String html, String text) {
            display(Map.of("text/html", html, "text/plain", text));
        }

        @Override
        public void picture(String svg, String text) {
            display(Map.of("image/svg+xml", svg, "text/plain", text));
        }

        private void display(Map<String, Object> data) {
            publish.accept(request.answer("display_data", Map.of("data", data, "metadata", Map.of())));
        }

        /// A display of its own that is updated: other outputs of the cell stay where they are.
        @Override
        public void progress(String line) {
            if (line.equals(progress)) {
                return;
            }
            var content =
                    Map.<String, Object>of(
                            "data", Map.of("text/plain", line),
                            "metadata", Map.of(),
                            "transient", Map.of("display_id", "progress-" + request.header().get("msg_id")));
            publish.accept(request.answer(hasToldProgress ? "update_display_data" : "display_data", content));
            hasToldProgress = true;
            progress = line;
        }
    }

    /// Jupyter counts letters, Java their halves.
    private static int cursor(String code, Message request) {
        var letters = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.clamp(request.number("cursor_pos", letters), 0, letters));
    }

    private Message complete(Message request) {
        var code = request.text("code");
        var at = cursor(code, request);
        var found = cells.continuations(code, at);
        return request.answer(
                "complete_reply",
                Map.of(
                        "status", "ok",
                        "matches", found.texts(),
                        "cursor_start", code.codePointCount(0, found.from()),
                        "cursor_end", code.codePointCount(0, at),
                        "metadata", Map.of()));
    }

    private Message inspect(Message request) {
        var code = request.text("code");
        var text = cells.documentation(code, cursor(code, request));
        return request.answer(
                "inspect_reply",
                Map.of(
                        "status",
                        "ok",
                        "found",
                        !text.isEmpty(),
                        "data",
                        text.isEmpty() ? Map.of() : Map.of("text/plain", text),
                        "metadata",
                        Map.of()));
    }

    private Message isComplete(Message request) {
        return request.answer(
                "is_complete_reply",
                cells.isComplete(request.text("code"))
                        ? Map.of("status", "complete")
                        : Map.of("status", "incomplete", "indent", "    "));
    }

    private Message history(Message request) {
        var sources = cells.sources();
        var last = Math.max(0, sources.size() - request.number("n", HISTORY));
        var lines = new ArrayList<>();
        IntStream.range(last, sources.size()).forEach(i -> lines.add(List.of(0, i + 1, sources.get(i))));
        return request.answer("history_reply", Map.of("status", "ok", "history", lines));
    }
}
