/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Opens what [ClosureOutput] wrote: with the very classes it met if they are given, else with those of the context
/// class loader.
final class ClosureInput extends ObjectInputStream {
    /// Generous, for these bytes were made here and a captured value may be large; the depth is what a stack bears.
    private static final ObjectInputFilter LIMITS =
            ObjectInputFilter.Config.createFilter("maxdepth=5000;maxrefs=1000000000;maxarray=2147483647");

    private final Map<String, Class<?>> classes;
    private final List<ByReference> references;
    private final UnaryOperator<ByReference> binding;

    /// @param binding what stands in this copy for what is captured by reference
    ClosureInput(
            InputStream in,
            Map<String, Class<?>> classes,
            List<ByReference> references,
            UnaryOperator<ByReference> binding)
            throws IOException {
        super(in);
        this.classes = classes;
        this.references = references;
        this.binding = binding;
        enableResolveObject(true);
        setObjectInputFilter(LIMITS);
    }

    @Override
    protected Object resolveObject(Object object) {
        return switch (object) {
            case ClosureOutput.Place(var index) -> binding.apply(references.get(index));
            case StandIn standIn -> standIn.original();
            case null, default -> object;
        };
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        var known = classes.get(description.getName());
        if (known != null) {
            return known;
        }
        return classes.isEmpty() ? inContext(description) : super.resolveClass(description);
    }

    private Class<?> inContext(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        try {
            return Class.forName(description.getName(), false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            // Names of primitive types are no names of classes.
            return super.resolveClass(description);
        }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
        var known = classes.get(ClosureOutput.proxyKey(interfaces));
        return known == null ? super.resolveProxyClass(interfaces) : known;
    }
}
