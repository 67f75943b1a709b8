/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.StorageLevel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.List;

/// Records of which the constructor refuses, when they are read back, what it once made.
class RefusedRecordsTest extends ContextTest {
    private static volatile boolean refuses;

    record Fickle(int number, String text) {
        Fickle {
            if (refuses) {
                throw new IllegalStateException("not again " + number);
            }
        }
    }

    @AfterEach
    void accept() {
        refuses = false;
    }

    private Rdd<Fickle> kept(Sparrow sc, StorageLevel level) {
        var kept = sc.range(0, 5_000, 1, 2).map(i -> new Fickle((int) (long) i, "t" + i)).persist(level);
        assertThat(kept.count()).isEqualTo(5_000);
        refuses = true;
        return kept;
    }

    private static void isRefused(Rdd<?> dataset) {
        assertThatThrownBy(dataset::collect)
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER_FUNCTION))
                .hasMessageContaining("The constructor of the record " + Fickle.class.getTypeName())
                .hasMessageContaining(
                        " refused the components of an element that was cached or moved:"
                                + " java.lang.IllegalStateException: not again ")
                .hasMessageContaining("the constructor must accept what it once made.");
    }

    @Test
    void keptRecords_areTheUsersFault_inEveryKindOfLoop() {
        for (var pipelines : List.of("never", "always")) {
            for (var level : List.of(StorageLevel.MEMORY_ONLY, StorageLevel.DISK_ONLY)) {
                refuses = false;
                var sc =
                        context(
                                new SparrowConf()
                                        .setMaster(TestMaster.or("local[2]"))
                                        .set("sparrow.compute.pipelines", pipelines));
                var kept = kept(sc, level);
                isRefused(kept);
                isRefused(kept.map(fickle -> fickle.toString()));
                isRefused(kept.filter(fickle -> fickle.hashCode() % 2 == 0));
            }
        }
    }

    /// Writes itself only once it may, and says why not.
    static final class Secretive implements Serializable {
        private static final long serialVersionUID = 1;

        private final int number;

        Secretive(int number) {
            this.number = number;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IllegalStateException("not " + number);
        }
    }

    @Test
    void whatUserCodeSays_isNotTold_whereValuesAreHidden() {
        var sc = context(new SparrowConf().setMaster(TestMaster.or("local[2]")).set("sparrow.errors.values", "type"));
        var kept = kept(sc, StorageLevel.DISK_ONLY);
        assertTellsOnlyTheType(kept, ErrorCode.USER_FUNCTION);
        assertTellsOnlyTheType(kept.map(Fickle::toString), ErrorCode.USER_FUNCTION);
        assertTellsOnlyTheType(
                sc.range(0, 10, 1, 2).map(i -> new Secretive((int) (long) i)).repartition(3),
                ErrorCode.ELEMENT_NOT_SERIALIZABLE);
    }

    private static void assertTellsOnlyTheType(Rdd<?> dataset, ErrorCode code) {
        assertThatThrownBy(dataset::collect)
                .isInstanceOfSatisfying(SparrowException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("java.lang.IllegalStateException")
                .satisfies(e -> assertThat(traceOf(e)).doesNotContainPattern("not (again )?[0-9]"));
    }

    private static String traceOf(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
