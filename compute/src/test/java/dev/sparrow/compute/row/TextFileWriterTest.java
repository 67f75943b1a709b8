/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.UserFailure;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class TextFileWriterTest extends PlanTest {
    private final Plan plan = newPlan();

    @TempDir Path folder;

    private String save() {
        return (String) plan.act(new Action.SaveText(folder.toString()));
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
                .hasMessage("action at Test.java:1 threw java.lang.IllegalStateException: no words");
        assertThat(folder).isEmptyDirectory();
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
}
