/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Java serialization that stops at the first object that belongs to the driver, and remembers the classes and the
/// lambdas it met. In place of what is captured by reference it writes a number.
final class ClosureOutput extends ObjectOutputStream {
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Set<SnippetCode.Entry> lambdas = new HashSet<>();
    private final List<ByReference> references = new ArrayList<>();

    /// Stands for what is captured by reference.
    record Place(int index) implements Serializable {}

    ClosureOutput(OutputStream out) throws IOException {
        super(out);
        enableReplaceObject(true);
    }

    /// By name, or for proxies by the names of their interfaces; exact where names would depend on who loads them.
    Map<String, Class<?>> classes() {
        return Map.copyOf(classes);
    }

    /// Where calls may enter the code of a shell.
    Set<SnippetCode.Entry> entries(SnippetCode code) {
        var entries = new HashSet<>(lambdas);
        classes.values().forEach(type -> entries.add(SnippetCode.Entry.of(type)));
        entries.removeIf(entry -> !code.holds(entry.className()));
        return entries;
    }

    /// What is captured by reference, by the numbers that stand for it.
    List<ByReference> references() {
        return List.copyOf(references);
    }

    /// Called for every object of the graph, also for those whose class is not serializable.
    @Override
    protected Object replaceObject(Object object) throws IOException {
        if (object instanceof DriverOnly) {
            throw new InvalidObjectException(object.getClass().getName() + " lives in the driver only");
        }
        if (object instanceof SerializedLambda form) {
            lambdas.add(SnippetCode.Entry.of(form));
        }
        if (object instanceof ByReference reference) {
            reference.requireUsable();
            // Each is met once: what is written again is a handle on the first.
            references.add(reference);
            return new Place(references.size() - 1);
        }
        return StandIn.of(object).<Object>map(standIn -> standIn).orElse(object);
    }

    @Override
    protected void annotateClass(Class<?> type) {
        classes.put(type.getName(), type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
        var names = new String[type.getInterfaces().length];
        for (var i = 0; i < names.length; i++) {
            names[i] = type.getInterfaces()[i].getName();
        }
        classes.put(proxyKey(names), type);
    }

    static String proxyKey(String[] interfaces) {
        return "proxy " + String.join(" ", interfaces);
    }
}
