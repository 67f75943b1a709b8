/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import static dev.sparrow.storage.block.BlockStoreTest.read;
import static dev.sparrow.storage.block.BlockStoreTest.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Executors that have the classes of a program each from a loader of its own.
class RemoteClassesTest extends StoreTest {
    private final ClassLoader own = Thread.currentThread().getContextClassLoader();

    /// Has the classes of the program for itself.
    private final class ProgramLoader extends ClassLoader {
        ProgramLoader() {
            super(own);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(TravellingProgram.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (var source = own.getResourceAsStream(name.replace('.', '/') + ".class")) {
                var bytes = source.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        List<?> elements() throws ReflectiveOperationException {
            return (List<?>) loadClass(TravellingProgram.class.getName()).getMethod("elements").invoke(null);
        }
    }

    @AfterEach
    void ownClassesAreBack() {
        Thread.currentThread().setContextClassLoader(own);
    }

    /// In memory there, and on disk.
    @ParameterizedTest
    @ValueSource(longs = {0, AMPLE})
    void elements_areOfTheClassesOfTheirReader(long memoryBytesMax) throws ReflectiveOperationException {
        var neighbours = new Neighbours();
        var reader = store(neighbours.join(0, AMPLE, base));
        var writer = store(neighbours.join(1, memoryBytesMax, base));
        var there = new ProgramLoader();
        var here = new ProgramLoader();
        var outputs = new ArrayList<MapOutput>();
        Thread.currentThread().setContextClassLoader(there);
        for (var element : there.elements()) {
            outputs.add(write(writer, outputs.size(), 1, List.of(element, element)));
        }
        outputs.add(write(writer, outputs.size(), 1, there.elements()));

        Thread.currentThread().setContextClassLoader(here);
        var expected = here.elements();
        for (var map = 0; map < expected.size(); map++) {
            var read = read(reader, List.of(outputs.get(map)), 0);
            assertThat(read)
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(each.getClass().getClassLoader()).isIn(here, null, own));
            assertThat(print(read.getFirst())).isEqualTo(print(expected.get(map)));
        }
        assertThat(read(reader, List.of(outputs.getFirst()), 0).getFirst()).isEqualTo(expected.getFirst());
        assertThat(read(reader, List.of(outputs.getLast()), 0).stream().map(RemoteClassesTest::print))
                .containsExactlyElementsOf(expected.stream().map(RemoteClassesTest::print).toList());

        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        assertThatThrownBy(() -> read(reader, outputs, 0))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ELEMENT_NOT_SERIALIZABLE))
                .hasMessageContaining("there is no class " + TravellingProgram.Point.class.getName());
        assertThat(writer.openLeases()).isZero();
    }

    private static String print(Object element) {
        return element instanceof Object[] array ? List.of(array).toString() : element.toString();
    }
}
