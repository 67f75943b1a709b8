/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.escape;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds the code of methods in class files.
public final class MethodFinder {
    private final ClassLoader loader;
    private final Map<String, Optional<ClassNode>> classes = new HashMap<>();

    /// @param loader sees all classes
    MethodFinder(ClassLoader loader) {
        this.loader = loader;
    }

    /// Finds those that a class can call.
    public static MethodFinder seenBy(Class<?> caller) {
        var loader = caller.getClassLoader();
        return new MethodFinder(loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /// A method and the class that has it.
    public record Found(ClassNode owner, MethodNode method) {

        /// Whether a call of it on whatever object runs this code.
        public boolean isExact() {
            return ((owner.access | method.access) & Opcodes.ACC_FINAL) != 0
                    || (method.access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) != 0;
        }
    }

    /// The method with code that a class has or inherits from a class. Empty if there is none, or no class file.
    public Optional<Found> find(String owner, String name, String descriptor) {
        for (var type = classFile(owner); type.isPresent(); type = superclass(type.get())) {
            for (var method : type.get().methods) {
                if (method.name.equals(name) && method.desc.equals(descriptor)) {
                    var found = new Found(type.get(), method);
                    return method.instructions.size() == 0 ? Optional.empty() : Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ClassNode> superclass(ClassNode type) {
        return Optional.ofNullable(type.superName).flatMap(this::classFile);
    }

    private Optional<ClassNode> classFile(String name) {
        return classes.computeIfAbsent(name, this::read);
    }

    private Optional<ClassNode> read(String name) {
        try (var in = loader.getResourceAsStream(name + ".class")) {
            if (in == null) {
                return Optional.empty();
            }
            var node = new ClassNode();
            new ClassReader(in.readAllBytes()).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return Optional.of(node);
        } catch (IOException | IllegalArgumentException e) {
            // A file of a later Java than the library reads is as good as none.
            return Optional.empty();
        }
    }
}
