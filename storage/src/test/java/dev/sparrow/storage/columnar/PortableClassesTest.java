/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.serialization.ReadableClasses;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.reflect.Array;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.tools.ToolProvider;

/// The classes of a batch that was written by another program.
class PortableClassesTest {
    private static final String POINT = "public record Point(int x, long y, String name) {}";
    private static final String COLOR =
            "public enum Color { RED, GREEN { public String toString() { return \"g\"; } } }";

    @TempDir Path folder;

    private final List<URLClassLoader> programs = new ArrayList<>();
    private final ClassLoader own = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void ownClassesAreBack() throws IOException {
        Thread.currentThread().setContextClassLoader(own);
        for (var program : programs) {
            program.close();
        }
    }

    /// Lets this thread run a program with these classes of package `shop`.
    private URLClassLoader program(String... sources) throws IOException {
        var classes = Files.createDirectory(folder.resolve("program-" + programs.size()));
        var arguments = new ArrayList<>(List.of("-d", classes.toString()));
        for (var source : sources) {
            var name = source.split("[ ({]+", 4)[2];
            arguments.add(Files.writeString(classes.resolve(name + ".java"), "package shop; " + source).toString());
        }
        if (sources.length > 0) {
            var compiler = ToolProvider.getSystemJavaCompiler();
            assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
        }
        var program = new URLClassLoader(new URL[] {classes.toUri().toURL()}, own);
        programs.add(program);
        Thread.currentThread().setContextClassLoader(program);
        return program;
    }

    private static Object point(ClassLoader program, int x) throws ReflectiveOperationException {
        var type = program.loadClass("shop.Point");
        return type.getConstructor(int.class, long.class, String.class).newInstance(x, 2L, "p");
    }

    private static Object color(ClassLoader program, int number) throws ReflectiveOperationException {
        return program.loadClass("shop.Color").getEnumConstants()[number];
    }

    private static byte[] bytes(Object... elements) {
        return PortableBatch.write(PortableSample.packed(Arrays.asList(elements)));
    }

    private static List<Object> read(byte[] bytes, ReadableClasses classes) {
        var elements = new ArrayList<>();
        PortableBatch.read(bytes).open(classes).elements().forEachRemaining(elements::add);
        return elements;
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(byte[] bytes, ReadableClasses classes) {
        assertThat(PortableBatch.read(bytes).rows()).as("counted without any class").isPositive();
        return assertThatThrownBy(() -> read(bytes, classes))
                .isInstanceOfSatisfying(
                        SparrowException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.ELEMENT_NOT_SERIALIZABLE));
    }

    @Test
    void bytesOfOneLoader_becomeObjectsOfTheOther() throws Exception {
        var writer = program(POINT, COLOR);
        var points = bytes(point(writer, 1), point(writer, 4));
        var nested = bytes(List.of(point(writer, 1)), List.of(point(writer, 4)));
        var colors = bytes(color(writer, 1), null, color(writer, 0));
        var array = (Object[]) Array.newInstance(writer.loadClass("shop.Point"), 1);
        array[0] = point(writer, 5);
        var arrays = bytes((Object) array);

        var reader = program(POINT, COLOR);
        assertThat(read(points, ReadableClasses.ALL)).containsExactly(point(reader, 1), point(reader, 4));
        assertThat(read(nested, ReadableClasses.ALL))
                .containsExactly(List.of(point(reader, 1)), List.of(point(reader, 4)));
        assertThat(read(colors, ReadableClasses.ALL)).containsExactly(color(reader, 1), null, color(reader, 0));
        var read = (Object[]) read(arrays, ReadableClasses.ALL).getFirst();
        assertThat(read).containsExactly(point(reader, 5));
        assertThat(read.getClass().componentType()).isSameAs(reader.loadClass("shop.Point"));
    }

    @Test
    void missingClass_isNamed() throws Exception {
        var points = bytes(point(program(POINT), 1));
        program();
        assertRefused(points, ReadableClasses.ALL)
                .hasMessage("An element cannot be read back: there is no class shop.Point in this program.");
    }

    @Test
    void recordWithOtherComponents_isRefused() throws Exception {
        var writer = program(POINT);
        var points = bytes(point(writer, 1));
        var nested = bytes(List.of(point(writer, 1)));
        for (var changed :
                List.of(
                        "public record Point(int x, long z, String name) {}",
                        "public record Point(int x, int y, String name) {}",
                        "public record Point(long y, int x, String name) {}",
                        "public record Point(int x, long y) {}",
                        "public record Point(int x, long y, String name, int more) {}")) {
            program(changed);
            for (var bytes : List.of(points, nested)) {
                assertRefused(bytes, ReadableClasses.ALL)
                        .hasMessageStartingWith(
                                "An element cannot be read back: the record shop.Point had the components"
                                        + " [int x, long y, java.lang.String name] when it was written, and has [")
                        .hasMessageEndingWith("Read it with the class as it was, or have a program write it anew.");
            }
        }
        program("public class Point {}");
        assertRefused(points, ReadableClasses.ALL)
                .hasMessageContaining("shop.Point was a record when it was written, and is none now");
    }

    @Test
    void enumMayGetConstants_butNotLoseThem() throws Exception {
        var colors = bytes(color(program(COLOR), 1));
        var more = program("public enum Color { BLUE, GREEN, RED }");
        assertThat(read(colors, ReadableClasses.ALL)).containsExactly(color(more, 1));
        program("public enum Color { RED, BLUE }");
        assertRefused(colors, ReadableClasses.ALL)
                .hasMessageContaining("the enum shop.Color has no constant GREEN any more");
    }

    @Test
    void classThatIsNotToBeRead_isRefusedBeforeAnythingOfItRuns() throws Exception {
        var property = "portable.classes.test";
        var set = " static { System.setProperty(\"" + property + "\", \"ran\"); } ";
        var writer = program("public enum Color { RED, GREEN; " + set + " }", POINT.replace("}", set + "}"));
        var written = List.of(bytes(color(writer, 1)), bytes(point(writer, 1)), bytes(List.of(point(writer, 1))));
        System.clearProperty(property);
        for (var bytes : written) {
            program("public enum Color { RED, GREEN; " + set + " }", POINT.replace("}", set + "}"));
            assertRefused(bytes, ReadableClasses.of("!shop.*"))
                    .hasMessageContaining("shop.")
                    .hasMessageContaining("no object of it is made")
                    .hasMessageContaining("sparrow.files.classes");
            assertThat(System.getProperty(property)).isNull();
        }
    }
}
