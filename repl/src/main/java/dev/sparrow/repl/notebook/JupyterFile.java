/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.notebook;

import dev.sparrow.repl.notebook.Notebook.Cell;
import dev.sparrow.repl.notebook.Notebook.Code;
import dev.sparrow.repl.notebook.Notebook.Prose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A notebook as Jupyter keeps it: a file `.ipynb` (nbformat 4).
public final class JupyterFile {
    private static final long FORMAT = 4;
    private static final long MINOR = 5;

    private JupyterFile() {}

    /// The text of such a file. What code printed is in it; charts and tables are the texts that they print as.
    public static String of(Notebook notebook) {
        var cells = new ArrayList<>();
        for (var cell : notebook.cells()) {
            cells.add(cell(cell, "cell-" + (cells.size() + 1)));
        }
        var kernel = object("display_name", "Sparrow", "language", "java", "name", "sparrow");
        var language = object("file_extension", ".jsh", "mimetype", "text/x-java", "name", "java");
        return JsonText.of(
                object(
                        "cells", cells,
                        "metadata", object("kernelspec", kernel, "language_info", language),
                        "nbformat", FORMAT,
                        "nbformat_minor", MINOR));
    }

    private static Map<String, Object> cell(Cell cell, String id) {
        return switch (cell) {
            case Prose(var markdown) ->
                    object("cell_type", "markdown", "id", id, "metadata", object(), "source", lines(markdown));
            case Code(var source, var output) -> {
                var code = object("cell_type", "code", "execution_count", null, "id", id, "metadata", object());
                var printed = object("name", "stdout", "output_type", "stream", "text", lines(output + "\n"));
                code.put("outputs", output.isEmpty() ? List.of() : List.of(printed));
                code.put("source", lines(source));
                yield code;
            }
        };
    }

    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        for (var begin = 0; begin < text.length(); ) {
            var end = text.indexOf('\n', begin) + 1;
            end = end == 0 ? text.length() : end;
            lines.add(text.substring(begin, end));
            begin = end;
        }
        return lines;
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        var members = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    /// The notebook in the text of such a file. Pictures are left out.
    ///
    /// @throws IllegalArgumentException saying what is not as it should be, if it is no notebook of Java
    public static Notebook read(String text) {
        if (!(JsonText.parse(text) instanceof Map<?, ?> file) || !(file.get("cells") instanceof List<?> all)) {
            throw new IllegalArgumentException("it has no cells, as notebooks of nbformat 4 do");
        }
        requireJava(file);
        var cells = new ArrayList<Cell>();
        for (var each : all) {
            if (each instanceof Map<?, ?> cell && !text(cell.get("source")).isBlank()) {
                cells.add(
                        "code".equals(cell.get("cell_type"))
                                ? new Code(text(cell.get("source")).strip(), printed(cell.get("outputs")))
                                : new Prose(text(cell.get("source")).strip()));
            }
        }
        return new Notebook(List.copyOf(cells));
    }

    private static void requireJava(Map<?, ?> file) {
        var metadata = file.get("metadata") instanceof Map<?, ?> found ? found : Map.of();
        var language =
                metadata.get("kernelspec") instanceof Map<?, ?> kernel && kernel.get("language") != null
                        ? kernel.get("language")
                        : metadata.get("language_info") instanceof Map<?, ?> info ? info.get("name") : null;
        if (language != null && !language.toString().equalsIgnoreCase("java")) {
            throw new IllegalArgumentException("its language is " + language + ", and not Java");
        }
    }

    /// What a cell printed, and what its last expression was.
    private static String printed(Object outputs) {
        if (!(outputs instanceof List<?> all)) {
            return "";
        }
        return all.stream()
                .map(each -> each instanceof Map<?, ?> output ? output : Map.of())
                .map(output ->
                        output.get("data") instanceof Map<?, ?> data ? data.get("text/plain") : output.get("text"))
                .map(JupyterFile::text)
                .collect(Collectors.joining())
                .stripTrailing();
    }

    /// Jupyter lets text be a list of its lines, too.
    private static String text(Object source) {
        return switch (source) {
            case String text -> text;
            case List<?> lines -> lines.stream().map(String::valueOf).collect(Collectors.joining());
            case null, default -> "";
        };
    }
}
