/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.TaskCounters;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.row.Plan;
import dev.sparrow.compute.row.PlanTest;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementWriter;
import dev.sparrow.format.TextSink;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.Compression;
import dev.sparrow.value.StageId;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

@SuppressWarnings("this-escape") // tests that extend it are complete when it makes its plan
public class PartWriterTest extends PlanTest {
    private final Plan plan = newPlan();

    @TempDir Path folder;

    private String save() {
        return (String) plan.act(new Action.Save(new TextSink(Compression.NONE), folder.toString()));
    }

    @Test
    void elements_becomeLinesOfAFileThatNamesTheAttempt() throws IOException {
        plan.slices(Arrays.asList("größe", null, Tuple2.of(1, 2.5), ""));

        var name = save();

        assertThat(name).isEqualTo("part-00000-stage-7-task-3-attempt-1");
        assertThat(Files.readString(folder.resolve(name))).isEqualTo("größe\nnull\n(1,2.5)\n\n");
    }

    @Test
    void nothing_becomesAnEmptyFile() throws IOException {
        plan.slices(List.of());

        assertThat(Files.size(folder.resolve(save()))).isZero();
    }

    @Test
    void failure_leavesNoFile() {
        plan.steps(plan.slices(List.of(1, 0)), new Step.Map(value -> 1 / (int) value));

        assertThatThrownBy(this::save).isInstanceOf(UserFailure.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void toStringThatThrows_isTheUsersFailure() {
        plan.slices(
                List.of(
                        new Object() {
                            @Override
                            public String toString() {
                                throw new IllegalStateException("no words");
                            }
                        }));

        assertThatThrownBy(this::save)
                .isInstanceOf(UserFailure.class)
                .hasMessage(
                        "action at Test.java:1 threw java.lang.IllegalStateException: no words for the element (a "
                                + PartWriterTest.class.getName()
                                + "$1 that cannot be printed)");
        assertThat(folder).isEmptyDirectory();
    }

    /// A disk with room for some bytes.
    private static PartFile.Disk diskOf(int bytes) {
        return file -> {
            var local = PartFile.Disk.LOCAL.create(file);
            var tight = new Tight(local.stream(), bytes);
            return new PartFile() {
                @Override
                public OutputStream stream() {
                    return tight;
                }

                @Override
                public void sync() throws IOException {
                    local.sync();
                }

                @Override
                public void close() throws IOException {
                    local.close();
                }
            };
        };
    }

    private static final class Tight extends FilterOutputStream {
        private int left;

        private Tight(OutputStream out, int left) {
            super(out);
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            if (left-- <= 0) {
                throw new IOException("No space left on device");
            }
            out.write(b);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZIP"})
    void diskThatIsFullAtAnyByte_isAnErrorAndNeverAShortFile(Compression compression) throws IOException {
        var save = new Action.Save(new TextSink(compression), folder.toString());
        var label = Plan.label("saveAsTextFile");
        var attempt = new AttemptId(new StageId(7), 3, 1);
        var counters = new TaskCounters();
        var lines = List.<Object>of("one", "two", "three");
        var whole = new PartWriter(PartFile.Disk.LOCAL, label, counters).write(lines.iterator(), save, 3, attempt);
        var size = (int) Files.size(folder.resolve(whole));
        Files.delete(folder.resolve(whole));

        for (var memory = 0; memory < size; memory++) {
            var writer = new PartWriter(diskOf(memory), label, counters);
            assertThatThrownBy(() -> writer.write(lines.iterator(), save, 3, attempt))
                    .hasMessageStartingWith("saveAsTextFile at Test.java:1 cannot write partition 3 to " + folder)
                    .hasMessageEndingWith(
                            ": No space left on device. Check that the folder exists, may be written to, and has space"
                                    + " left.");
            assertThat(folder).isEmptyDirectory();
        }
        var name = new PartWriter(diskOf(size), label, counters).write(lines.iterator(), save, 3, attempt);
        assertThat(folder.resolve(name)).hasSize(size);
    }

    @Test
    void folderThatIsGone_isNamed() throws IOException {
        plan.slices(List.of(1));
        Files.delete(folder);

        assertThatThrownBy(this::save)
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED))
                .hasMessageStartingWith("action at Test.java:1 cannot write partition 0 to " + folder);
        Files.createDirectory(folder);
    }

    /// Keeps all until it is closed, and wraps what happens then, as libraries do.
    private record Late(boolean wrapsWrites) implements ElementSink<Object> {
        @Override
        public String extension() {
            return "";
        }

        @Override
        public Compression compression() {
            return Compression.NONE;
        }

        @Override
        public ElementWriter<Object> open(OutputStream target) {
            return new ElementWriter<>() {
                @Override
                public void write(Object element) {
                    if (wrapsWrites) {
                        flush();
                    }
                }

                @Override
                public void close() {
                    flush();
                }

                private void flush() {
                    try {
                        target.write(new byte[1 << 17]);
                        target.flush();
                    } catch (IOException e) {
                        throw new IllegalStateException("not flushed");
                    }
                }
            };
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void diskThatIsFullWhereALibraryWrapsIt_isNoFaultOfAnyCode(boolean wrapsWrites) {
        var save = new Action.Save(new Late(wrapsWrites), folder.toString());
        var attempt = new AttemptId(new StageId(7), 3, 1);
        var writer = new PartWriter(diskOf(10), Plan.label("save"), new TaskCounters());

        assertThatThrownBy(() -> writer.write(List.<Object>of("one").iterator(), save, 3, attempt))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED))
                .hasMessageContaining(": No space left on device. Check that the folder exists");
        assertThat(folder).isEmptyDirectory();
    }
}
