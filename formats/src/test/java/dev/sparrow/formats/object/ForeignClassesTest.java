/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.FormatTest;
import dev.sparrow.storage.columnar.ElementOutput;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Files that somebody else may have written do not run code of his choice.
class ForeignClassesTest extends FormatTest {
    private static final AtomicInteger RUN = new AtomicInteger();
    private static final String CANARY = Canary.class.getName();

    /// Counts how often its `readObject` ran.
    static final class Canary implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            RUN.incrementAndGet();
            in.defaultReadObject();
        }
    }

    /// Counts how often it was made.
    record CanaryRecord(int x) {
        CanaryRecord {
            if (x == 7) {
                RUN.incrementAndGet();
            }
        }
    }

    enum Mood implements InvocationHandler {
        CALM;

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            RUN.incrementAndGet();
            return null;
        }
    }

    private String written(String name, Object... elements) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write("SPRWOBJ2".getBytes(StandardCharsets.US_ASCII));
        try (var output = new ElementOutput(bytes)) {
            for (var element : elements) {
                output.write(element);
            }
        }
        RUN.set(0);
        return Files.write(folder.resolve(name), bytes.toByteArray()).toString();
    }

    @Test
    void count_makesNoObject() throws IOException {
        var elements = Collections.nCopies(1_000, new Canary()).toArray();
        var path = written("canaries", elements);

        assertThat(sc.objectFile(path).count()).isEqualTo(1_000);
        assertThat(sc.objectFile(path + "," + path).count()).isEqualTo(2_000);
        assertThat(sc.objectFile(path + "," + path).coalesce(1).count()).isEqualTo(2_000);
        assertThat(sc.objectFile(path).union(sc.objectFile(path)).coalesce(1).count()).isEqualTo(2_000);
        assertThat(RUN).hasValue(0);
        assertThat(sc.objectFile(path).filter(_ -> true).count()).isEqualTo(1_000);
        assertThat(RUN).hasValue(1_000);
    }

    @Test
    void countOfACheckpoint_makesNoObject_andFindsDamageAllTheSame() throws IOException {
        sc.setCheckpointDir(target("checkpoints"));
        var dataset = sc.range(0, 100, 1, 2).map(_ -> (Object) new Canary());
        dataset.checkpoint();
        dataset.foreach(_ -> {});
        RUN.set(0);
        var path = dataset.getCheckpointFile().orElseThrow();

        assertThat(sc.checkpointFile(path).count()).isEqualTo(100);
        assertThat(RUN).hasValue(0);

        var part = Path.of(path, "part-00001");
        var bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        Files.write(part, bytes);
        fails(ErrorCode.INPUT_UNREADABLE, () -> sc.checkpointFile(path).count()).hasMessageContaining("checksum");
    }

    @Test
    void classesThatTheUserForbids_areNotMade_howeverDeepTheyAre() throws IOException {
        context("sparrow.files.classes", "!" + CANARY + ";!" + CanaryRecord.class.getName());
        var wrapped = new ArrayList<Object>(List.of(new Canary()));
        for (var element :
                List.of(
                        new Canary(),
                        new CanaryRecord(7),
                        List.of(new CanaryRecord(7)),
                        new CanaryRecord[] {new CanaryRecord(7)},
                        new HashMap<>(Map.of(1, new Canary())),
                        Collections.synchronizedList(wrapped),
                        Collections.synchronizedList(new ArrayList<>(List.of(new CanaryRecord(7)))),
                        new IllegalStateException("x", new WithCanary()))) {
            var path = written("forbidden-" + element.getClass().getSimpleName() + element.hashCode(), element);
            fails(ErrorCode.ELEMENT_NOT_SERIALIZABLE, () -> sc.objectFile(path).collect())
                    .hasMessageContaining(path)
                    .hasMessageContaining("Canary")
                    .hasMessageContaining("no object of it is made")
                    .hasMessageContaining("sparrow.files.classes");
            assertThat(RUN).as("%s", element).hasValue(0);
        }
    }

    static final class WithCanary extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Canary canary = new Canary();

        Canary canary() {
            return canary;
        }
    }

    @Test
    void classesOfTheJdkThatAreNoValues_areRefused_untilTheyAreAllowed() throws Exception {
        var source = new CodeSource(null, (Certificate[]) null);
        var path = written("source", source);
        fails(ErrorCode.ELEMENT_NOT_SERIALIZABLE, () -> sc.objectFile(path).collect())
                .hasMessageContaining(
                        "java.security.CodeSource is neither a class of this program nor a value of the JDK");

        context("sparrow.files.classes", "java.security.*;java.net.*");
        assertThat(sc.objectFile(path).collect()).containsExactly(source);
    }

    @Test
    void proxies_areRefused() throws Exception {
        var proxy =
                Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Runnable.class, Serializable.class}, Mood.CALM);
        var path = written("proxy", new WithAnything(proxy));
        fails(ErrorCode.ELEMENT_NOT_SERIALIZABLE, () -> sc.objectFile(path).collect())
                .hasMessageContaining("no object of it is made");
        assertThat(RUN).hasValue(0);
    }

    static final class WithAnything extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings({"serial", "UnusedVariable"}) // what the test is about
        private final Object anything;

        WithAnything(Object anything) {
            this.anything = anything;
        }
    }

    @Test
    void checkpointsOfOthers_areReadWithTheSameCare() {
        sc.setCheckpointDir(target("checkpoints"));
        var dataset = sc.range(0, 3, 1, 1).map(_ -> (Object) new CodeSource(null, (Certificate[]) null));
        dataset.checkpoint();
        dataset.foreach(_ -> {});
        assertThat(dataset.collect()).as("what this context wrote").hasSize(3);
        var path = dataset.getCheckpointFile().orElseThrow();

        fails(ErrorCode.ELEMENT_NOT_SERIALIZABLE, () -> sc.checkpointFile(path).collect())
                .hasMessageContaining("java.security.CodeSource");
        assertThat(sc.checkpointFile(path).count()).isEqualTo(3);
    }

    @Test
    void settingThatIsNoPattern_isRefusedWhereTheFileIsNamed() throws IOException {
        var path = written("one", 1);
        context("sparrow.files.classes", "maxdepth=deep");
        fails(ErrorCode.INVALID_CONFIGURATION, () -> sc.objectFile(path))
                .hasMessageContaining("sparrow.files.classes is 'maxdepth=deep'");
    }
}
