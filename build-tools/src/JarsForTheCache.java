/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.invoke.LambdaMetafactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// Copies jars, and changes in them what keeps the JVM's start-up cache from being of use: `JarsForTheCache.java FOLDER
/// CLASS...`, with a class of each jar.
///
/// 1. It takes no class files of Java 5, which lack the tables that its verifier needs: they are brought to the format
///    of Java 8.
/// 2. It takes no lambdas that can be serialized, as all of Scala's can. Two hundred classes would be made anew at each
///    start. Nobody sends those of an actor system within one JVM.
/// 3. The JVM reads the manifest of each jar before `main`, in time quadratic in the length of an entry. Those of OSGi
///    are left out: Scala's has 160 KB.
class JarsForTheCache {
    private static final List<String> OF_OSGI = List.of("Export-Package", "Import-Package", "Private-Package");

    private static final ClassDesc LAMBDAS = LambdaMetafactory.class.describeConstable().orElseThrow();
    private static final DirectMethodHandleDesc NOT_SERIALIZABLE =
            ConstantDescs.ofCallsiteBootstrap(
                    LAMBDAS,
                    "metafactory",
                    ConstantDescs.CD_CallSite,
                    ConstantDescs.CD_MethodType,
                    ConstantDescs.CD_MethodHandle,
                    ConstantDescs.CD_MethodType);

    static void main(String[] args) throws Exception {
        var folder = Files.createDirectories(Path.of(args[0]));
        for (var name : List.of(args).subList(1, args.length)) {
            var type = Class.forName(name, false, JarsForTheCache.class.getClassLoader());
            copy(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()), folder);
        }
    }

    private static void copy(Path jar, Path folder) throws IOException {
        try (var old = new JarFile(jar.toFile());
                var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                var copy = new JarOutputStream(Files.newOutputStream(folder.resolve(jar.getFileName())))) {
            var classFile =
                    ClassFile.of(
                            StackMapsOption.GENERATE_STACK_MAPS,
                            ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(loader)));
            var entries = Collections.list(old.entries());
            entries.sort(Comparator.comparing(entry -> !entry.getName().equals(JarFile.MANIFEST_NAME)));
            for (var entry : entries) {
                var target = new JarEntry(entry.getName());
                target.setLastModifiedTime(entry.getLastModifiedTime());
                copy.putNextEntry(target);
                copy.write(converted(entry.getName(), content(old, entry), classFile));
                copy.closeEntry();
            }
        }
    }

    private static byte[] content(JarFile jar, JarEntry entry) throws IOException {
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static byte[] converted(String name, byte[] content, ClassFile classFile) throws IOException {
        if (name.equals(JarFile.MANIFEST_NAME)) {
            return withoutOsgi(content);
        }
        return name.endsWith(".class") ? converted(content, classFile) : content;
    }

    private static byte[] withoutOsgi(byte[] content) throws IOException {
        var manifest = new Manifest(new ByteArrayInputStream(content));
        OF_OSGI.forEach(name -> manifest.getMainAttributes().remove(new Attributes.Name(name)));
        var bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    private static byte[] converted(byte[] content, ClassFile classFile) {
        var model = classFile.parse(content);
        var isOld = model.majorVersion() < ClassFile.JAVA_8_VERSION;
        if (!isOld && !hasSerializableLambdas(model)) {
            return content;
        }
        // Code that passes element by element is written anew, with its tables.
        var code = ClassTransform.transformingMethodBodies(JarsForTheCache::convert);
        return classFile.transformClass(
                model,
                code.andThen((builder, element) -> {
                    if (isOld && element instanceof ClassFileVersion) {
                        builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                    } else {
                        builder.with(element);
                    }
                }));
    }

    private static boolean hasSerializableLambdas(ClassModel model) {
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(CodeModel::elementStream)
                .anyMatch(JarsForTheCache::makesSerializableLambda);
    }

    private static boolean makesSerializableLambda(CodeElement element) {
        return element instanceof InvokeDynamicInstruction call
                && call.bootstrapMethod().owner().equals(LAMBDAS)
                && call.bootstrapMethod().methodName().equals("altMetafactory")
                && hasNothingElse(call.bootstrapArgs());
    }

    /// No marker interfaces, and no bridges but the one that Scala adds: nobody calls that, for no interface names it.
    private static boolean hasNothingElse(List<ConstantDesc> arguments) {
        var type = arguments.get(2);
        return arguments.get(3) instanceof Integer flags
                && (flags & LambdaMetafactory.FLAG_SERIALIZABLE) != 0
                && (flags & LambdaMetafactory.FLAG_MARKERS) == 0
                && arguments.stream().skip(5).allMatch(type::equals);
    }

    private static void convert(CodeBuilder builder, CodeElement element) {
        if (element instanceof InvokeDynamicInstruction call && makesSerializableLambda(call)) {
            var arguments = call.bootstrapArgs().subList(0, 3).toArray(ConstantDesc[]::new);
            builder.invokedynamic(
                    DynamicCallSiteDesc.of(NOT_SERIALIZABLE, call.name().stringValue(), call.typeSymbol(), arguments));
        } else {
            builder.with(element);
        }
    }
}
