/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.serialization;

import com.esotericsoftware.kryo.kryo5.KryoException;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;

/// The classes whose objects may be read from a file. It may come from anywhere, and to make an object can run code of
/// its class.
///
/// Those of the program are: of its class path, and of a shell. So are values of the JDK: of the packages below, which
/// hold none that does more than to be a value. Patterns of the user come before both.
public final class ReadableClasses {
    /// All classes: for bytes that only executors of this application can have written.
    public static final ReadableClasses ALL = of("*");

    private static final int DEPTH_MAX = 5_000;

    /// Tables of maps are a few times as long as what is in them.
    private static final int ARRAY_PER_BYTE = 8;

    private static final int SMALL_ARRAY = 1_024;

    private static final Set<String> PACKAGES =
            Set.of(
                    "java.lang",
                    "java.io",
                    "java.math",
                    "java.net",
                    "java.nio.charset",
                    "java.sql",
                    "java.text",
                    "java.time",
                    "java.time.chrono",
                    "java.time.temporal",
                    "java.time.zone",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks",
                    "java.util.regex",
                    "sun.nio.cs",
                    "sun.util",
                    "sun.util.calendar");

    /// What Sparrow itself runs on is no part of the program.
    private static final List<String> LIBRARIES =
            List.of(
                    "akka.",
                    "ch.qos.logback.",
                    "com.esotericsoftware.",
                    "com.typesafe.",
                    "org.apache.arrow.",
                    "scala.");

    private final String patterns;
    private final ObjectInputFilter filter;

    private ReadableClasses(String patterns, ObjectInputFilter filter) {
        this.patterns = patterns;
        this.filter = filter;
    }

    /// The classes that patterns of the user allow, and of others the usual ones.
    ///
    /// @param patterns as for [ObjectInputFilter.Config#createFilter]; may be empty
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] if they are none
    public static ReadableClasses of(String patterns) {
        try {
            var filter = ObjectInputFilter.Config.createFilter(patterns);
            return new ReadableClasses(patterns, filter == null ? _ -> Status.UNDECIDED : filter);
        } catch (IllegalArgumentException e) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "sparrow.files.classes is '"
                            + patterns
                            + "', which is not a list of patterns such as com.example.*;!com.example.Old: "
                            + e.getMessage(),
                    e);
        }
    }

    /// The class of a name, by the context class loader of this thread. Nothing of it has run.
    ///
    /// @throws SparrowException [ErrorCode#ELEMENT_NOT_SERIALIZABLE] if there is none, or it is not to be read
    public Class<?> find(String name) {
        try {
            return find(name, ElementKryo.contextLoader());
        } catch (KryoException e) {
            throw ElementFailure.onRead(e);
        }
    }

    Class<?> find(String name, ClassLoader loader) {
        try {
            var type = Class.forName(name, false, loader);
            require(type);
            return type;
        } catch (ClassNotFoundException e) {
            throw new KryoException("there is no class " + name + " in this program", e);
        }
    }

    boolean areAll() {
        return patterns.equals("*");
    }

    /// Fails before anything of the class runs.
    void require(Class<?> type) {
        if (areAll()) {
            return;
        }
        var element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        if (!isReadable(element)) {
            throw new KryoException(
                    element.getTypeName()
                            + " is neither a class of this program nor a value of the JDK, so no object of it is made. If"
                            + " you trust the file, name the class in sparrow.files.classes");
        }
    }

    private boolean isReadable(Class<?> type) {
        return switch (filter.checkInput(new ClassOnly(type))) {
            case ALLOWED -> true;
            case REJECTED -> false;
            case UNDECIDED -> isReadableByDefault(type);
        };
    }

    private static boolean isReadableByDefault(Class<?> type) {
        if (type.isPrimitive()) {
            return true;
        }
        if (Proxy.isProxyClass(type)) {
            return false;
        }
        return SerializationForm.isOfJdk(type)
                ? PACKAGES.contains(type.getPackageName()) || type == MethodType.class
                : LIBRARIES.stream().noneMatch(type.getName()::startsWith);
    }

    /// The filter for Java serialization of so many bytes.
    ObjectInputFilter filter(int bytes) {
        var arrayMax = (long) ARRAY_PER_BYTE * bytes + SMALL_ARRAY;
        return info -> {
            if (areAll()) {
                return Status.ALLOWED;
            }
            if (info.serialClass() != null) {
                require(info.serialClass());
            }
            if (info.depth() > DEPTH_MAX || info.arrayLength() > arrayMax) {
                throw new KryoException(
                        "it asks for objects nested "
                                + info.depth()
                                + " deep and an array of "
                                + info.arrayLength()
                                + ", which "
                                + bytes
                                + " bytes do not hold");
            }
            return Status.ALLOWED;
        };
    }

    /// What a pattern looks at.
    private record ClassOnly(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {
        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 0;
        }
    }
}
