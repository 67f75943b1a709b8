/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.window.WindowSink;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Step;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Compiled loops live as long as the classes whose functions they call, and no longer.
class LoaderTest {
    private static final Label LABEL = new Label("map", "Test.java:1");
    private static final long WAIT_NANOS = Duration.ofMinutes(2).toNanos();

    /// Loads the program and what is inside it, everything else with the tests.
    private static final class ProgramLoader extends ClassLoader {
        private ProgramLoader(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(ThrowAwayProgram.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (var file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                var bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void twoHundredProgramsFromTheirOwnLoaders_areAllCollected() throws Exception {
        var loaders = new ArrayList<WeakReference<ClassLoader>>();
        for (var i = 0; i < 200; i++) {
            var loader = new ProgramLoader(getClass().getClassLoader());
            assertThat(run(functions(loader))).isEqualTo(199L);
            loaders.add(new WeakReference<>(loader));
        }

        awaitCollected(loaders);
    }

    private static void awaitCollected(List<WeakReference<ClassLoader>> loaders) {
        var deadline = System.nanoTime() + WAIT_NANOS;
        while (loaders.stream().anyMatch(loader -> loader.get() != null) && System.nanoTime() < deadline) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(loaders).allMatch(loader -> loader.get() == null);
    }

    /// Twenty pipelines for each loader, from windows and into windows of its own records.
    @Test
    void thousandPipelinesOfFiftyLoaders_areAllCollected() throws Exception {
        var loaders = new ArrayList<WeakReference<ClassLoader>>();
        for (var i = 0; i < 50; i++) {
            var loader = new ProgramLoader(getClass().getClassLoader());
            runTwenty(loader);
            loaders.add(new WeakReference<>(loader));
        }
        awaitCollected(loaders);
    }

    private static void runTwenty(ClassLoader loader) throws Exception {
        var functions = functions(loader);
        var record = loader.loadClass(ThrowAwayProgram.class.getName() + "$Point");
        var kind = new Kind.Struct(record, List.of(Kind.Leaf.LONG, Kind.Leaf.LONG));
        var ids = new Step.KeyBy(value(functions[1]));
        for (var steps = 0; steps < 10; steps++) {
            var calls = new ArrayList<Op.StepCall>();
            calls.add(new Op.StepCall(new Step.Map(value(functions[0])), LABEL, new DatasetId(1)));
            calls.addAll(
                    Collections.nCopies(steps, new Op.StepCall(new Step.Filter(_ -> true), LABEL, new DatasetId(2))));
            var points = new Window(kind);
            var made =
                    Pipeline.of(calls, () -> {}).over(new Pipeline.Range()).into(rowsOf(points), points).orElseThrow();
            assertThat(made.run(0, 1, 100)).isEqualTo(100);
            assertThat(made.flush()).isTrue();

            calls.set(0, new Op.StepCall(ids, LABEL, new DatasetId(1)));
            var pairs = new Window(new Kind.Struct(Tuple2.class, List.of(Kind.Leaf.LONG, kind)));
            var read =
                    Pipeline.of(calls, () -> {})
                            .over(new Pipeline.Windows(kind, false))
                            .into(rowsOf(pairs), pairs)
                            .orElseThrow();
            assertThat(read.run(points, 0, 100)).isEqualTo(100);
            assertThat(read.flush()).isTrue();
            assertThat(pairs.longs(0)).startsWith(1, 3, 5);
        }
    }

    private static WindowSink rowsOf(Window window) {
        return new WindowSink() {
            @Override
            public boolean accept(Window full) {
                assertThat(full).isSameAs(window);
                return true;
            }

            @Override
            public boolean accept(Object element) {
                throw new AssertionError("A surprise: " + element);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Function<Object, Object> value(Object function) {
        return (Function<Object, Object>) function;
    }

    @Test
    void functionsOfLoadersThatDoNotSeeEachOther_areNotCompiledTogether() throws Exception {
        var one = functions(new ProgramLoader(getClass().getClassLoader()));
        var other = functions(new ProgramLoader(getClass().getClassLoader()));

        assertThat(loop(new Object[] {one[0], other[1], one[2]})).isEmpty();
        assertThat(loop(new Object[] {one[0], one[1], one[2]})).isPresent();
    }

    private static Object[] functions(ClassLoader loader) throws ReflectiveOperationException {
        var program = loader.loadClass(ThrowAwayProgram.class.getName()).getDeclaredConstructor().newInstance();
        return (Object[]) ((Supplier<?>) program).get();
    }

    private static Object run(Object[] functions) {
        var loop = loop(functions).orElseThrow();
        assertThat(loop.run(0, 1, 100)).as("pauses after the first, when it has a result").isEqualTo(1);
        assertThat(loop.run(1, 1, 99)).isEqualTo(99);
        return loop.result();
    }

    @SuppressWarnings("unchecked")
    private static Optional<Loop> loop(Object[] functions) {
        var calls =
                List.of(
                        new Op.StepCall(new Step.Map((Function<Object, Object>) functions[0]), LABEL, new DatasetId(1)),
                        new Op.StepCall(
                                new Step.Map((Function<Object, Object>) functions[1]), LABEL, new DatasetId(2)));
        return Pipeline.of(calls, () -> {})
                .over(new Pipeline.Range())
                .fold((Function2<Object, Object, Object>) functions[2], LABEL);
    }
}
