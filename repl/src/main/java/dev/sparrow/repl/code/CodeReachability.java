/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.code;

import dev.sparrow.closure.SnippetCode.Entry;
import dev.sparrow.repl.code.ClassSummary.Body;
import dev.sparrow.repl.code.ClassSummary.Call;
import dev.sparrow.repl.code.ClassSummary.Field;
import dev.sparrow.repl.code.ClassSummary.MethodKey;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/// The closure of code under reference: everything that code reaches from some entries.
///
/// Calls that stand in the code are certain. Whoever has an object may call any of its methods: those of touched
/// classes are possible.
final class CodeReachability {
    private final Function<String, ClassSummary> classes;
    private final Set<Field> reads = new LinkedHashSet<>();
    private final Set<Field> writes = new LinkedHashSet<>();
    private final Set<Field> mayRead = new LinkedHashSet<>();
    private final Set<Call> certain = new HashSet<>();
    private final Set<Call> possible = new HashSet<>();
    private final Set<String> touched = new HashSet<>();
    private final ArrayDeque<Call> open = new ArrayDeque<>();

    /// @param classes gives null for a class that is not known
    CodeReachability(Function<String, ClassSummary> classes, Collection<Entry> entries) {
        this.classes = classes;
        for (var entry : entries) {
            if (entry.method().isEmpty()) {
                touch(entry.className());
            } else {
                call(new Call(entry.className(), new MethodKey(entry.method(), entry.descriptor())));
            }
        }
        while (!open.isEmpty()) {
            visit(open.remove());
        }
        visitPossible();
        mayRead.removeAll(reads);
    }

    Set<Field> reads() {
        return reads;
    }

    Set<Field> writes() {
        return writes;
    }

    Set<Field> mayRead() {
        return mayRead;
    }

    private void call(Call call) {
        if (certain.add(call)) {
            open.add(call);
        }
    }

    private void visit(Call call) {
        var body = resolve(call);
        if (body != null) {
            reads.addAll(body.reads());
            writes.addAll(body.writes());
            body.calls().forEach(this::call);
            body.touched().forEach(this::touch);
        }
    }

    /// The method of the class, or the one that it inherits.
    private Body resolve(Call call) {
        var hierarchy = new ArrayDeque<String>();
        hierarchy.add(call.owner());
        while (!hierarchy.isEmpty()) {
            var type = classes.apply(hierarchy.remove());
            if (type != null) {
                var body = type.methods().get(call.method());
                if (body != null) {
                    return body;
                }
                hierarchy.addAll(type.parents());
            }
        }
        return null;
    }

    private void touch(String name) {
        if (Names.isHolder(name) || !touched.add(name)) {
            return;
        }
        var type = classes.apply(name);
        if (type != null) {
            type.methods().keySet().forEach(method -> possible.add(new Call(name, method)));
            type.parents().forEach(this::touch);
        }
    }

    private void visitPossible() {
        var seen = new HashSet<Call>();
        while (seen.size() < possible.size()) {
            for (var call : Set.copyOf(possible)) {
                if (seen.add(call)) {
                    var body = resolve(call);
                    if (body != null) {
                        mayRead.addAll(body.reads());
                        possible.addAll(body.calls());
                        body.touched().forEach(this::touch);
                    }
                }
            }
        }
    }
}
