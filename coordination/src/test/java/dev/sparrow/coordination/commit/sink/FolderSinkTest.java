/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.Vote;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class FolderSinkTest {
    private static final TransactionId ID = new TransactionId("app", 1, 0, 1);
    private static final List<String> NAMES = List.of("part-0", "part-1", "part-2");

    @TempDir Path folder;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private static FolderSink mortal(Path folder, int changes) {
        var left = new int[] {changes};
        return new FolderSink(
                folder,
                () -> {
                    if (left[0]-- == 0) {
                        throw new Killed();
                    }
                });
    }

    private static void stageAll(FolderSink sink) {
        NAMES.forEach(name -> sink.stage(ID, name, name.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aKillAnywhereInCommit_leavesAllFilesOrNone_andTheNextCommitEndsIt() {
        var survived = false;
        for (var changes = 0; !survived; changes++) {
            var own = folder.resolve("commit" + changes);
            stageAll(new FolderSink(own));
            assertThat(new FolderSink(own).prepare(ID)).isEqualTo(Vote.YES);
            survived = survives(changes, own, sink -> sink.commit(ID));
            var visible = new FolderSink(own).visible();
            assertThat(visible).isIn(NAMES, List.of());
            var again = new FolderSink(own);
            assertThat(again.recover()).isEqualTo(visible.isEmpty() ? List.of(ID) : List.of());
            again.commit(ID);
            again.commit(ID);
            assertThat(again.visible()).isEqualTo(NAMES);
            assertThat(own.resolve("part-1")).hasContent("part-1");
            assertThat(own.resolve(".commit").resolve("staged")).isEmptyDirectory();
        }
    }

    @Test
    void aKillAnywhereInPrepare_isAPromiseOrNone() {
        var survived = false;
        for (var changes = 0; !survived; changes++) {
            var own = folder.resolve("prepare" + changes);
            stageAll(new FolderSink(own));
            survived = survives(changes, own, sink -> sink.prepare(ID));
            var again = new FolderSink(own);
            if (again.recover().contains(ID)) {
                again.commit(ID);
                assertThat(again.visible()).isEqualTo(NAMES);
            } else {
                again.abort(ID);
                assertThat(again.visible()).isEmpty();
                assertThat(own.resolve(".commit").resolve("staged")).isEmptyDirectory();
            }
        }
    }

    @Test
    void aKillAnywhereInAbort_leavesNothingInTheEnd() {
        var survived = false;
        for (var changes = 0; !survived; changes++) {
            var own = folder.resolve("abort" + changes);
            stageAll(new FolderSink(own));
            new FolderSink(own).prepare(ID);
            survived = survives(changes, own, sink -> sink.abort(ID));
            var again = new FolderSink(own);
            again.recover().forEach(again::abort);
            assertThat(again.visible()).isEmpty();
            assertThat(own.resolve(".commit").resolve("staged")).isEmptyDirectory();
            assertThat(again.recover()).isEmpty();
        }
    }

    private interface Use {
        void of(FolderSink sink);
    }

    private static boolean survives(int changes, Path own, Use use) {
        try {
            use.of(mortal(own, changes));
            return true;
        } catch (Killed _) {
            return false;
        }
    }

    @Test
    void aFileThatExists_isNotReplaced() throws IOException {
        var sink = new FolderSink(folder);
        stageAll(sink);
        Files.writeString(folder.resolve("part-1"), "old");
        assertThat(sink.prepare(ID)).isEqualTo(Vote.NO);
        assertThat(sink.visible()).containsExactly("part-1");
        assertThat(folder.resolve("part-1")).hasContent("old");
    }

    @Test
    void whatIsCommitted_cannotBeAborted() {
        var sink = new FolderSink(folder);
        stageAll(sink);
        sink.prepare(ID);
        sink.commit(ID);
        assertThatThrownBy(() -> sink.abort(ID))
                .hasMessage("Transaction app-1-0-1 cannot be aborted in %s: it is committed.", folder);
    }

    @Test
    void namesThatLeaveTheFolder_areRefused() {
        assertThatThrownBy(() -> new FolderSink(folder).stage(ID, "../x", new byte[0]))
                .hasMessage(
                        "A file of a transaction must have a plain name that begins with no dot, but one is '../x'.");
    }

    @Test
    void applicationsMayHaveDashes() {
        var dashed = new TransactionId("my-own-app", 4, 5, 6);
        assertThat(TransactionNames.parse(dashed.toString())).isEqualTo(dashed);
        assertThatThrownBy(() -> TransactionNames.parse("app-1-x-2"))
                .hasMessage("'app-1-x-2' is not the name of a transaction.");
        assertThatThrownBy(() -> TransactionNames.parse("1-2-3"))
                .hasMessage("'1-2-3' is not the name of a transaction.");
    }
}
