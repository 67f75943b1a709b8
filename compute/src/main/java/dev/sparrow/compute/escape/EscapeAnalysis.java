/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.escape;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;

import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;

/// Finds out what methods do with their arguments, from their code and that of the methods they call: an escape
/// analysis as of Choi et al., "Escape Analysis for Java" (OOPSLA 1999), with three answers in place of connection
/// graphs. What is stored anywhere, or given to code that is not known for certain, counts as kept.
public final class EscapeAnalysis {
    /// Larger methods are not looked into.
    private static final int INSTRUCTIONS_MAX = 2_000;

    private static final int CALLS_NESTED_MAX = 16;

    private final MethodFinder methods;
    private final Map<Parameter, EscapeState> known = new HashMap<>();
    private int depth;

    private record Parameter(String owner, String method, int index) {}

    private EscapeAnalysis(ClassLoader loader) {
        this.methods = new MethodFinder(loader);
    }

    /// What becomes of an argument of a method that is called exactly, without regard to classes that override it.
    ///
    /// @param type without the receiver
    /// @param parameter its place, where the receiver of a method that is not static has place 0
    public static EscapeState of(Class<?> owner, String name, MethodType type, int parameter) {
        var loader = owner.getClassLoader() == null ? ClassLoader.getSystemClassLoader() : owner.getClassLoader();
        return new EscapeAnalysis(loader)
                .of(Type.getInternalName(owner), name, type.toMethodDescriptorString(), parameter);
    }

    private EscapeState of(String owner, String name, String descriptor, int parameter) {
        var found = methods.find(owner, name, descriptor);
        if (found.isEmpty() || !found.get().isExact()) {
            return EscapeState.KEPT;
        }
        return of(found.get(), parameter);
    }

    private EscapeState of(MethodFinder.Found found, int parameter) {
        var key = new Parameter(found.owner().name, found.method().name + found.method().desc, parameter);
        var fate = known.get(key);
        if (fate == null) {
            known.put(key, EscapeState.KEPT); // as long as it calls itself
            fate = analysed(found, parameter);
            known.put(key, fate);
        }
        return fate;
    }

    private EscapeState analysed(MethodFinder.Found found, int parameter) {
        if (found.method().instructions.size() > INSTRUCTIONS_MAX || depth == CALLS_NESTED_MAX) {
            return EscapeState.KEPT;
        }
        depth++;
        try {
            var flow = new ArgumentFlow(found.method(), parameter, this::ofCall);
            new Analyzer<>(flow).analyze(found.owner().name, found.method());
            return flow.fate();
        } catch (AnalyzerException e) {
            return EscapeState.KEPT;
        } finally {
            depth--;
        }
    }

    /// What becomes of an argument of a call.
    private EscapeState ofCall(MethodInsnNode call, int argument) {
        if (call.owner.startsWith("[")) {
            return call.name.equals("clone") ? EscapeState.BORROWED : EscapeState.KEPT;
        }
        if (call.owner.equals("java/lang/System") && call.name.equals("arraycopy")) {
            return EscapeState.BORROWED; // of an array of numbers, and others are not borrowed
        }
        if (call.getOpcode() == Opcodes.INVOKEINTERFACE) {
            return EscapeState.KEPT;
        }
        if (call.getOpcode() == Opcodes.INVOKESPECIAL) {
            return methods.find(call.owner, call.name, call.desc)
                    .map(found -> of(found, argument))
                    .orElse(EscapeState.KEPT);
        }
        return of(call.owner, call.name, call.desc, argument);
    }
}
