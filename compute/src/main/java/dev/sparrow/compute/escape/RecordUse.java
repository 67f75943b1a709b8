/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.escape;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;

import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out which components of a record a method reads, from its code and that of the methods it calls. A caller may
/// then leave out the others, since nobody will ask for them.
public final class RecordUse {
    /// Larger methods are not looked into.
    private static final int INSTRUCTIONS_MAX = 2_000;

    private static final int CALLS_NESTED_MAX = 16;

    private final MethodFinder methods;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> read = new HashSet<>();
    private boolean whole;
    private int depth;

    private RecordUse(ClassLoader loader) {
        this.methods = new MethodFinder(loader);
    }

    private static RecordUse in(Class<?> type) {
        return new RecordUse(
                type.getClassLoader() == null ? ClassLoader.getSystemClassLoader() : type.getClassLoader());
    }

    /// The names of the components that a method reads; empty if it may do anything else with the record.
    ///
    /// @param type without the receiver
    /// @param parameter the record's place, where the receiver of a method that is not static has place 0
    public static Optional<Set<String>> of(Class<?> owner, String name, MethodType type, int parameter) {
        var use = in(owner);
        use.follow(Type.getInternalName(owner), name, type.toMethodDescriptorString(), parameter);
        return use.whole ? Optional.empty() : Optional.of(use.read);
    }

    /// Whether the canonical constructor of a record class does nothing but keep what it is given: then it takes a
    /// stand-in for what nobody reads.
    public static boolean isPlain(Class<?> type) {
        var descriptor = new StringBuilder("(");
        var slots = new HashMap<String, Integer>();
        var next = 1;
        for (var component : type.getRecordComponents()) {
            var of = Type.getType(component.getType());
            descriptor.append(of.getDescriptor());
            slots.put(component.getName(), next);
            next += of.getSize();
        }
        return in(type).methods
                .find(Type.getInternalName(type), "<init>", descriptor.append(")V").toString())
                .filter(found -> keepsEach(found.method().instructions.toArray(), slots))
                .isPresent();
    }

    /// @param slots the local variable of each component
    private static boolean keepsEach(AbstractInsnNode[] instructions, Map<String, Integer> slots) {
        var loaded = 0;
        for (var instruction : instructions) {
            switch (instruction) {
                case VarInsnNode local when local.getOpcode() < Opcodes.ISTORE -> loaded = local.var;
                case FieldInsnNode field when field.getOpcode() == Opcodes.PUTFIELD -> {
                    if (slots.getOrDefault(field.name, 0) != loaded) {
                        return false;
                    }
                }
                case MethodInsnNode call when call.owner.equals("java/lang/Record") -> {}
                default -> {
                    if (instruction.getOpcode() != Opcodes.RETURN && instruction.getOpcode() != -1) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void follow(String owner, String name, String descriptor, int parameter) {
        var found = methods.find(owner, name, descriptor).filter(MethodFinder.Found::isExact);
        if (found.isEmpty()) {
            whole = true;
        } else if (seen.add(found.get().owner().name + " " + name + descriptor + parameter)) {
            follow(found.get(), parameter);
        }
    }

    private void follow(MethodFinder.Found found, int parameter) {
        if (found.method().instructions.size() > INSTRUCTIONS_MAX || depth == CALLS_NESTED_MAX) {
            whole = true;
            return;
        }
        depth++;
        try {
            var flow = new RecordFlow(found.method(), parameter, this);
            new Analyzer<>(flow).analyze(found.owner().name, found.method());
        } catch (AnalyzerException e) {
            whole = true;
        } finally {
            depth--;
        }
    }

    void reads(String component) {
        read.add(component);
    }

    /// Something else may be done with it.
    void takesAll() {
        whole = true;
    }

    /// It is an argument of a call.
    void calls(MethodInsnNode call, int argument) {
        if (call.getOpcode() == Opcodes.INVOKEINTERFACE || call.owner.startsWith("[")) {
            whole = true;
        } else {
            follow(call.owner, call.name, call.desc, argument);
        }
    }
}
