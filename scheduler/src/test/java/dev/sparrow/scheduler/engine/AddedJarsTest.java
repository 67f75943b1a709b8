/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import javax.tools.ToolProvider;

class AddedJarsTest {
    @TempDir private Path folder;

    private Path jar;

    /// A jar with a class that is nowhere else.
    @BeforeEach
    void makeJar() throws IOException {
        jar = jar("greeting.jar", "Greeting", "hello");
    }

    private Path jar(String file, String type, String text) throws IOException {
        var source = folder.resolve(type + ".java");
        Files.writeString(
                source,
                """
                package demo;

                public record %s(int number) implements java.util.function.Supplier<String> {
                    public %s() {
                        this(1);
                    }

                    @Override
                    public String get() {
                        return "%s";
                    }
                }
                """
                        .formatted(type, type, text));
        var compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder + "", source + "");
        assertThat(compiled).isZero();
        var made = folder.resolve(file);
        try (var out = new JarOutputStream(Files.newOutputStream(made))) {
            out.putNextEntry(new JarEntry("demo/" + type + ".class"));
            out.write(Files.readAllBytes(folder.resolve("demo/" + type + ".class")));
        }
        return made;
    }

    private Sparrow context() {
        return new Sparrow(
                new SparrowConf()
                        .setMaster(TestMaster.or("local[2]"))
                        .set(Keys.LOCAL_DIR, folder.resolve("local").toString()));
    }

    /// As a driver of a database or a format is loaded.
    private static Object load(String type) throws ReflectiveOperationException {
        return Class.forName(type, true, Thread.currentThread().getContextClassLoader())
                .getDeclaredConstructor()
                .newInstance();
    }

    private static String greeting(String type) throws ReflectiveOperationException {
        return (String) ((Supplier<?>) load(type)).get();
    }

    @Test
    void classesOfAnAddedJar_areFoundByTasks_asTheJarWas() throws Exception {
        try (var sc = context()) {
            sc.addJar(jar.toString());
            sc.addJar(jar.toUri().toString());
            assertThat(sc.jars()).containsExactly(jar.toString());
            Files.delete(jar);
            var numbers = sc.parallelize(List.of(1, 2, 3), 2);
            assertThat(numbers.map(_ -> greeting("demo.Greeting")).collect()).containsOnly("hello");

            sc.addJar(jar("later.jar", "Later", "goodbye").toString());
            assertThat(numbers.map(_ -> greeting("demo.Later") + greeting("demo.Greeting")).first())
                    .isEqualTo("goodbyehello");
        }
        assertThat(folder.resolve("local")).isEmptyDirectory();
    }

    @Test
    void objectsOfItsClasses_goThroughExchangesAndCaches() {
        try (var sc = context()) {
            sc.addJar(jar.toString());
            var made = sc.range(0, 10).map(_ -> load("demo.Greeting")).cache();
            assertThat(made.distinct().count()).isEqualTo(1);
            assertThat(made.map(greeting -> ((Supplier<?>) greeting).get()).distinct().collect())
                    .isEqualTo(List.of("hello"));
            assertThat(made.repartition(3).map(Object::toString).first()).isEqualTo("Greeting[number=1]");
            assertThat(made.collect()).hasSize(10);
        }
    }

    @Test
    void withoutIt_taskFailsByTheNameOfTheClass() {
        try (var sc = context()) {
            var greetings = sc.range(0, 10).map(_ -> greeting("demo.Greeting"));
            assertThatThrownBy(greetings::count).hasMessageContaining("ClassNotFoundException: demo.Greeting");
        }
    }

    @Test
    void whatIsNoJar_isRefusedByName() throws IOException {
        var text = Files.writeString(folder.resolve("notes.txt"), "none");
        try (var sc = context()) {
            assertThatThrownBy(() -> sc.addJar(folder.toString()))
                    .hasMessageContaining("addJar at AddedJarsTest.java:")
                    .hasMessageContaining(folder + " is a folder. Put its classes into a jar");
            assertThatThrownBy(() -> sc.addJar(text.toString()))
                    .hasMessageContaining(text + " is not a jar that can be read:");
            assertThatThrownBy(() -> sc.addJar(folder.resolve("none.jar").toString()))
                    .hasMessageContaining("there is no file " + folder.resolve("none.jar"));
            assertThatThrownBy(() -> sc.addJar(" ")).hasMessageContaining("the path is empty.");
            assertThat(sc.jars()).isEmpty();
        }
    }
}
