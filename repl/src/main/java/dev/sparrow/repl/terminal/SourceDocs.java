/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The documentation of Sparrow's own methods, from their sources, which the jars bring along. The compiler's search
/// knows the sources of the JDK only.
final class SourceDocs {
    private static final List<String> FOLDERS =
            List.of("/dev/sparrow/", "/dev/sparrow/value/", "/dev/sparrow/function/", "/dev/sparrow/repl/prelude/");
    private static final String COMMENT = "///";

    private SourceDocs() {}

    /// A method as both the compiler and a source name it.
    ///
    /// @param parameters their types, without packages and what they are of
    private record Signature(String type, String method, List<String> parameters) {

        /// Of a text such as `Rdd<T> Rdd<T>.filter(dev.sparrow.function.Function<? super T,Boolean> predicate)`.
        static Optional<Signature> parse(String text) {
            var plain = withoutGenerics(text);
            var open = plain.indexOf('(');
            var dot = open < 0 ? -1 : plain.lastIndexOf('.', open);
            if (dot < 0) {
                return Optional.empty();
            }
            var method = plain.substring(dot + 1, open).strip();
            return Optional.of(new Signature(simple(plain.substring(0, dot)), method, types(plain, open)));
        }

        boolean isDeclaredBy(String declaration) {
            var plain = withoutGenerics(declaration);
            var open = plain.indexOf(method + "(");
            return open > 0
                    && plain.charAt(open - 1) == ' '
                    && !plain.substring(0, open).contains("=")
                    && types(plain, open + method.length()).equals(parameters);
        }

        private static List<String> types(String plain, int open) {
            var close = plain.indexOf(')', open);
            return close < 0
                    ? List.of("?")
                    : Stream.of(plain.substring(open + 1, close).split(",", -1))
                            .map(String::strip)
                            .filter(parameter -> !parameter.isEmpty())
                            .map(parameter -> simple(parameter.split(" ", 2)[0]))
                            .toList();
        }

        private static String simple(String name) {
            var dots = name.endsWith("...") ? name.length() - 3 : name.length();
            return name.substring(Math.max(name.lastIndexOf('.', dots - 1), name.lastIndexOf(' ')) + 1);
        }

        private static String withoutGenerics(String text) {
            var plain = new StringBuilder();
            var depth = 0;
            for (var i = 0; i < text.length(); i++) {
                var letter = text.charAt(i);
                depth += letter == '<' ? 1 : 0;
                if (depth == 0) {
                    plain.append(letter);
                }
                depth -= letter == '>' ? 1 : 0;
            }
            return plain.toString().replace("  ", " ");
        }
    }

    /// What the source says about a method; empty if there is none.
    static Optional<String> of(String signature) {
        return Signature.parse(signature)
                .flatMap(method -> source(method.type()).flatMap(lines -> find(method, lines)));
    }

    private static Optional<List<String>> source(String type) {
        return FOLDERS.stream().map(folder -> read(folder + type + ".java")).flatMap(Optional::stream).findFirst();
    }

    private static Optional<List<String>> read(String resource) {
        try (var in = SourceDocs.class.getResourceAsStream("/META-INF/sources" + resource)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(
                            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }

    private static Optional<String> find(Signature method, List<String> lines) {
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(" " + method.method() + "(") && method.isDeclaredBy(declaration(lines, i))) {
                return Optional.of(above(lines, i)).filter(text -> !text.isEmpty());
            }
        }
        return Optional.empty();
    }

    /// The formatter breaks long ones.
    private static String declaration(List<String> lines, int first) {
        var text = new StringBuilder(lines.get(first));
        for (var i = first + 1; i < lines.size() && text.indexOf(")") < 0; i++) {
            text.append(' ').append(lines.get(i));
        }
        return text.toString();
    }

    private static String above(List<String> lines, int declaration) {
        var end = declaration;
        while (end > 0 && lines.get(end - 1).startsWith("@")) {
            end--;
        }
        var begin = end;
        while (begin > 0 && lines.get(begin - 1).startsWith(COMMENT)) {
            begin--;
        }
        return lines.subList(begin, end).stream()
                .map(line -> line.substring(COMMENT.length()).strip())
                .collect(Collectors.joining("\n"));
    }
}
