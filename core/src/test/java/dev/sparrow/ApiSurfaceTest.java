/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What only engines and formats may call is on ports, and not on the types of the API.
class ApiSurfaceTest {
    private static final Path SOURCES = Path.of("src/main/java");

    /// The packages of core that programs never name.
    private static final Set<String> INTERNAL =
            Set.of(
                    "dev.sparrow.closure",
                    "dev.sparrow.context",
                    "dev.sparrow.format",
                    "dev.sparrow.lineage",
                    "dev.sparrow.operator",
                    "dev.sparrow.progress",
                    "dev.sparrow.reference",
                    "dev.sparrow.spi");

    private static final Pattern MARKED =
            Pattern.compile("/// .*\\b(For|Meant for( the)?) (engines|formats|readers|writers)");

    @ParameterizedTest
    @ValueSource(strings = {"dev.sparrow", "dev.sparrow.status", "dev.sparrow.task"})
    void publicMembers_nameNoInternalType(String api) throws Exception {
        var members = new ArrayList<String>();
        for (var type : publicTypes(api)) {
            if (type == FormatSupport.class || type == TableSupport.class) {
                continue; // the ports for formats and tables
            }
            Stream.<Executable>concat(Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredConstructors()))
                    .filter(ApiSurfaceTest::isVisible)
                    .filter(member -> named(member).anyMatch(ApiSurfaceTest::isInternal))
                    .forEach(member -> members.add(member.toString()));
        }
        assertThat(members).as("public members of %s that only engines can use", api).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.sparrow", "dev.sparrow.status", "dev.sparrow.task"})
    void noComment_saysThatAMemberIsForOthersThanPrograms(String api) throws IOException {
        for (var source : sources(api)) {
            assertThat(MARKED.matcher(Files.readString(source)).results().map(found -> found.group()).toList())
                    .as("%s", source)
                    .isEmpty();
        }
    }

    private static boolean isVisible(Executable member) {
        return !member.isSynthetic() && (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static Stream<Class<?>> named(Executable member) {
        var parameters = Stream.of(member.getParameterTypes());
        return switch (member) {
            case Method method -> Stream.concat(parameters, Stream.of(method.getReturnType()));
            case Constructor<?> _ -> parameters;
        };
    }

    private static boolean isInternal(Class<?> type) {
        var element = type.isArray() ? type.componentType() : type;
        return INTERNAL.contains(element.getPackageName());
    }

    private static List<Class<?>> publicTypes(String api) throws Exception {
        var types = new ArrayList<Class<?>>();
        for (var source : sources(api)) {
            var name = source.getFileName().toString().replace(".java", "");
            if (!name.equals("package-info")) {
                add(Class.forName(api + "." + name), types);
            }
        }
        return types;
    }

    private static void add(Class<?> type, List<Class<?>> types) {
        if (Modifier.isPublic(type.getModifiers())) {
            types.add(type);
            Stream.of(type.getDeclaredClasses()).forEach(nested -> add(nested, types));
        }
    }

    private static List<Path> sources(String api) throws IOException {
        try (var files = Files.list(SOURCES.resolve(api.replace('.', '/')))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }
}
