/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A class as it was written: its file, and what it refers to by number.
final class ClassCode {
    private final byte[] bytes;
    private final List<MethodHandle> constants;

    private ClassCode(byte[] bytes, List<MethodHandle> constants) {
        this.bytes = bytes;
        this.constants = constants;
    }

    /// Writes a class that overrides one method.
    ///
    /// @param name of the class, without its package
    /// @param body writes the method and returns the constants it refers to
    static ClassCode write(
            String name,
            ClassDesc superclass,
            String method,
            MethodTypeDesc type,
            Function<CodeBuilder, List<MethodHandle>> body) {
        var constants = new ArrayList<MethodHandle>();
        var hierarchy = ClassHierarchyResolver.ofClassLoading(Compiled.class.getClassLoader());
        var bytes =
                ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy))
                        .build(
                                // In the package of the superclass, as the JVM demands of hidden classes.
                                ClassDesc.of(Compiled.class.getPackageName(), name),
                                written ->
                                        written.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                                                .withSuperclass(superclass)
                                                .withMethodBody(
                                                        INIT_NAME,
                                                        MTD_void,
                                                        0,
                                                        code ->
                                                                code.aload(0)
                                                                        .invokespecial(superclass, INIT_NAME, MTD_void)
                                                                        .return_())
                                                .withMethodBody(
                                                        method,
                                                        type,
                                                        ClassFile.ACC_PUBLIC,
                                                        code -> {
                                                            // The body may be written twice, see CodeBuilder.
                                                            constants.clear();
                                                            constants.addAll(body.apply(code));
                                                        }));
        return new ClassCode(bytes, List.copyOf(constants));
    }

    /// Defines it as a hidden class.
    ///
    /// @return its constructor, of type `()Compiled`
    MethodHandle define() {
        try {
            var lookup = MethodHandles.lookup().defineHiddenClassWithClassData(bytes, constants, true);
            return lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Compiled.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot define a class for user functions", e);
        }
    }
}
