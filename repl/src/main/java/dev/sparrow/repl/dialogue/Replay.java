/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.dialogue;

import dev.sparrow.repl.eval.Evaluator;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.VarSnippet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The snippets that make a session anew, in the order in which they were typed: those that hold and did not fail, and
/// earlier versions of declarations that one of them used when it ran.
///
/// JShell does not tell who uses what, so each word of a snippet counts as a use of what has this name. At worst an old
/// version is there in vain.
final class Replay {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

    private final List<Snippet> snippets;

    /// The places of the versions of each declaration, by its name and what tells it from others of this name.
    private final Map<String, Map<String, List<Integer>>> declared = new HashMap<>();

    private final Map<Integer, Snippet> kept = new TreeMap<>();
    private final Set<Use> seen = new HashSet<>();

    /// Something that snippet `at` uses while it runs.
    private record Use(int place, int at) {}

    private Replay(List<Snippet> snippets) {
        this.snippets = snippets;
        for (var i = 0; i < snippets.size(); i++) {
            if (snippets.get(i) instanceof DeclarationSnippet declaration) {
                declared.computeIfAbsent(declaration.name(), _ -> new HashMap<>())
                        .computeIfAbsent(identity(declaration), _ -> new ArrayList<>())
                        .add(i);
            }
        }
    }

    /// The source of each, as one may type it.
    static String of(Evaluator evaluator) {
        var shell = evaluator.shell();
        var replay =
                new Replay(
                        shell.snippets()
                                .filter(snippet -> Commands.isUsers(snippet) && evaluator.succeeded(snippet))
                                .toList());
        for (var i = 0; i < replay.snippets.size(); i++) {
            if (shell.status(replay.snippets.get(i)).isActive()) {
                replay.keep(i);
            }
        }
        return replay.text();
    }

    private void keep(int place) {
        kept.put(place, snippets.get(place));
        if (!isCode(snippets.get(place))) {
            keep(new Use(place, place));
        }
    }

    /// Methods may share a name, and a variable or a type may have that of a method.
    private static String identity(DeclarationSnippet declaration) {
        return declaration.kind() + (declaration instanceof MethodSnippet method ? method.parameterTypes() : "");
    }

    private void keep(Use first) {
        var open = new ArrayList<>(List.of(first));
        while (!open.isEmpty()) {
            var use = open.removeLast();
            if (seen.add(use)) {
                var snippet = snippets.get(use.place());
                kept.put(use.place(), snippet);
                uses(snippet, isCode(snippet) ? use.at() : use.place()).forEach(open::add);
            }
        }
    }

    /// Methods and types use what there is when they are called; others run where they stand.
    private static boolean isCode(Snippet snippet) {
        return snippet instanceof DeclarationSnippet && !(snippet instanceof VarSnippet);
    }

    private Stream<Use> uses(Snippet snippet, int at) {
        return used(snippet)
                .flatMap(word -> declared.getOrDefault(word, Map.of()).values().stream())
                .flatMap(versions -> versions.reversed().stream().filter(version -> version < at).limit(1))
                .map(version -> new Use(version, at));
    }

    /// A declaration names itself once.
    private static Stream<String> used(Snippet snippet) {
        var words = words(snippet).collect(Collectors.toCollection(ArrayList::new));
        if (snippet instanceof DeclarationSnippet declaration) {
            words.remove(declaration.name());
        }
        return words.stream().distinct();
    }

    private static Stream<String> words(Snippet snippet) {
        return WORD.matcher(snippet.source()).results().map(MatchResult::group);
    }

    private String text() {
        var named = kept.values().stream().flatMap(Replay::words).collect(Collectors.toSet());
        return kept.values().stream()
                .map(snippet -> Commands.text(nameOf(snippet, named) + snippet.source().strip()))
                .collect(Collectors.joining());
    }

    /// The numbers of results shift when what failed is left out, so those that are used are called by name.
    private static String nameOf(Snippet snippet, Set<String> named) {
        return snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND && named.contains(((VarSnippet) snippet).name())
                ? "var " + ((VarSnippet) snippet).name() + " = "
                : "";
    }
}
