/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.lock.CellAnswer.Reason;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class CellStateTest {
    private static final String FILE = "/ls/driver";
    private static final int DELAY = 5_000;

    private final CellState cell = new CellState(new LockRules());
    private long a;
    private long b;

    @BeforeEach
    void openSessions() {
        a = session("a");
        b = session("b");
        create(a, "/ls", true, false);
        create(a, FILE, false, false);
    }

    private long session(String client) {
        return ((CellAnswer.Session) cell.apply(new CellCommand.OpenSession(client))).session();
    }

    private CellAnswer create(long session, String name, boolean directory, boolean ephemeral) {
        return cell.apply(new CellCommand.Create(session, name, directory, ephemeral));
    }

    private CellAnswer acquire(long session, boolean exclusive) {
        return cell.apply(new CellCommand.Acquire(session, FILE, exclusive, DELAY));
    }

    private Sequencer locked(long session, boolean exclusive) {
        return ((CellAnswer.Locked) acquire(session, exclusive)).sequencer();
    }

    private CellAnswer write(long session, String content, Sequencer sequencer) {
        return cell.apply(
                new CellCommand.SetContents(
                        session, FILE, content, OptionalLong.empty(), Optional.ofNullable(sequencer)));
    }

    private static CellAnswer refused(Reason reason) {
        return new CellAnswer.Refused(reason);
    }

    @Test
    void oneWriter_orManyReaders_holdALock() {
        locked(a, true);
        assertThat(acquire(b, true)).isEqualTo(refused(Reason.LOCKED));
        assertThat(acquire(b, false)).isEqualTo(refused(Reason.LOCKED));
        cell.apply(new CellCommand.Release(a, FILE));
        assertThat(locked(a, false)).isEqualTo(locked(b, false));
        assertThat(acquire(b, true)).isEqualTo(refused(Reason.LOCKED));
    }

    @Test
    void toAcquireAgainWhatOneHolds_changesNothing() {
        assertThat(locked(a, true)).isEqualTo(locked(a, true)).isEqualTo(new Sequencer(FILE, true, 1));
    }

    @Test
    void aSequencer_isStaleOnceTheLockWasFree() {
        var old = locked(a, true);
        assertThat(write(a, "by a", old)).isInstanceOf(CellAnswer.Done.class);
        cell.apply(new CellCommand.Release(a, FILE));
        assertThat(write(a, "late", old)).isEqualTo(refused(Reason.STALE_SEQUENCER));
        locked(b, true);
        assertThat(write(a, "later", old)).isEqualTo(refused(Reason.STALE_SEQUENCER));
        assertThat(cell.read(FILE))
                .isInstanceOfSatisfying(CellAnswer.Content.class, read -> assertThat(read.content()).isEqualTo("by a"));
    }

    @Test
    void aLockLostByFailure_waitsForItsDelay_oneGivenBackDoesNot() {
        locked(a, true);
        cell.apply(new CellCommand.EndSession(a, false));
        assertThat(acquire(b, true)).isEqualTo(refused(Reason.DELAYED));
        assertThat(cell.delays()).containsExactly(new CellState.Delay(FILE, 1, DELAY));
        cell.apply(new CellCommand.EndDelay(FILE, 1));
        assertThat(locked(b, true).generation()).isEqualTo(2);
        cell.apply(new CellCommand.EndSession(b, true));
        assertThat(cell.delays()).isEmpty();
        assertThat(locked(session("c"), true).generation()).isEqualTo(3);
    }

    private void list(String name, String... clients) {
        create(a, Acl.DIRECTORY, true, false);
        create(a, Acl.DIRECTORY + "/" + name, false, false);
        cell.apply(
                new CellCommand.SetContents(
                        a,
                        Acl.DIRECTORY + "/" + name,
                        String.join("\n", clients),
                        OptionalLong.empty(),
                        Optional.empty()));
    }

    private CellAnswer setAcl(long session, Acl acl) {
        return cell.apply(new CellCommand.SetAcl(session, FILE, acl));
    }

    @Test
    void whoIsNotInAnAccessList_neitherReadsNorWritesNorLocks() {
        list("readers", "a", "b");
        list("writers", "a");
        assertThat(setAcl(a, new Acl("readers", "writers", "writers"))).isInstanceOf(CellAnswer.Done.class);
        var c = session("c/1");
        assertThat(cell.read(b, FILE)).isInstanceOf(CellAnswer.Content.class);
        assertThat(cell.read(c, FILE)).isEqualTo(refused(Reason.NOT_PERMITTED));
        assertThat(write(a, "x", null)).isInstanceOf(CellAnswer.Done.class);
        assertThat(write(b, "y", null)).isEqualTo(refused(Reason.NOT_PERMITTED));
        // A reader's lock would keep writers out.
        assertThat(acquire(b, false)).isEqualTo(refused(Reason.NOT_PERMITTED));
        assertThat(setAcl(b, Acl.OPEN)).isEqualTo(refused(Reason.NOT_PERMITTED));
        var instance = cell.stat(FILE).orElseThrow().instance();
        assertThat(cell.apply(new CellCommand.Delete(b, FILE, instance))).isEqualTo(refused(Reason.NOT_PERMITTED));
        list("readers", "c");
        assertThat(cell.read(c, FILE)).isInstanceOf(CellAnswer.Content.class);
    }

    @Test
    void aListThatIsNotThere_hasNobody_andEachChangeRaisesTheGeneration() {
        assertThat(setAcl(a, new Acl("", "none", ""))).isInstanceOf(CellAnswer.Done.class);
        assertThat(write(a, "x", null)).isEqualTo(refused(Reason.NOT_PERMITTED));
        assertThat(setAcl(a, Acl.OPEN))
                .isInstanceOfSatisfying(
                        CellAnswer.Done.class, done -> assertThat(done.stat().aclGeneration()).isEqualTo(3));
        assertThat(write(a, "x", null)).isInstanceOf(CellAnswer.Done.class);
    }

    @Test
    void whatIsMadeInADirectory_hasItsAccessLists_alsoInASnapshot() {
        list("writers", "a");
        cell.apply(new CellCommand.SetAcl(a, "/ls", new Acl("", "writers", "")));
        assertThat(create(b, "/ls/b", false, false)).isEqualTo(refused(Reason.NOT_PERMITTED));
        assertThat(create(a, "/ls/a", false, false)).isInstanceOf(CellAnswer.Done.class);
        var copy = new CellState(new LockRules());
        copy.restore(cell.snapshot());
        for (var state : List.of(cell, copy)) {
            assertThat(state.apply(new CellCommand.Acquire(b, "/ls/a", true, 0)))
                    .isEqualTo(refused(Reason.NOT_PERMITTED));
        }
    }

    @Test
    void theEndOfAnEarlierDelay_doesNotEndALaterOne() {
        for (var client : List.of("c", "d")) {
            var session = session(client);
            locked(session, true);
            cell.apply(new CellCommand.EndSession(session, false));
            cell.apply(new CellCommand.EndDelay(FILE, 1));
        }
        assertThat(cell.delays()).containsExactly(new CellState.Delay(FILE, 2, DELAY));
    }

    @Test
    void ephemeralFiles_areKnown_andNobodyWithoutASessionMakesThem() {
        var alive = ((CellAnswer.Done) create(a, "/ls/alive", false, true)).stat();
        assertThat(cell.ephemerals()).isEqualTo(Map.of("/ls/alive", alive.instance()));
        cell.apply(new CellCommand.EndSession(a, true));
        assertThat(create(a, "/ls/late", false, true)).isEqualTo(refused(Reason.NO_SESSION));
    }

    @Test
    void aReaderLostAfterAnother_hasALockDelayOfItsOwn() {
        locked(a, false);
        locked(b, false);
        cell.apply(new CellCommand.EndSession(a, false));
        cell.apply(new CellCommand.EndSession(b, false));
        cell.apply(new CellCommand.EndDelay(FILE, 1));
        assertThat(cell.apply(new CellCommand.Acquire(session("c"), FILE, true, 0))).isEqualTo(refused(Reason.DELAYED));
        cell.apply(new CellCommand.EndDelay(FILE, 2));
        assertThat(cell.delays()).isEmpty();
    }

    @Test
    void aCall_isCarriedOutOnce_andNotAfterALaterOne() {
        var write = new CellCommand.SetContents(a, FILE, "one", OptionalLong.empty(), Optional.empty());
        var first = cell.apply(new CellCommand.Call(a, 1, 0, write));
        assertThat(cell.apply(new CellCommand.Call(a, 1, 0, write))).isEqualTo(first);
        var copy = new CellState(new LockRules());
        copy.restore(cell.snapshot());
        assertThat(copy.apply(new CellCommand.Call(a, 1, 0, write))).isEqualTo(first);
        cell.apply(new CellCommand.Call(a, 2, 0, new CellCommand.Acquire(a, FILE, true, 0)));
        assertThat(cell.apply(new CellCommand.Call(a, 1, 0, write))).isEqualTo(refused(Reason.OLD_CALL));
    }

    @Test
    void aCall_isAboutTheNodeThatWasOpened() {
        var old = ((CellAnswer.Content) cell.read(FILE)).stat().instance();
        cell.apply(new CellCommand.Delete(a, FILE, old));
        create(a, FILE, false, false);
        assertThat(cell.apply(new CellCommand.Call(a, 1, old, new CellCommand.Acquire(a, FILE, true, 0))))
                .isEqualTo(refused(Reason.ANOTHER_INSTANCE));
    }

    @Test
    void commandsOfAnEarlierMaster_areRefused() {
        var end = new CellCommand.EndSession(a, false);
        assertThat(cell.apply(new CellCommand.NewMaster(7))).isEqualTo(new CellAnswer.Master(7));
        assertThat(cell.apply(new CellCommand.Fenced(6, end))).isEqualTo(refused(Reason.OLD_EPOCH));
        assertThat(cell.apply(new CellCommand.NewMaster(6))).isEqualTo(refused(Reason.OLD_EPOCH));
        assertThat(cell.apply(new CellCommand.Fenced(7, end))).isEqualTo(new CellAnswer.Session(a));
    }

    @Test
    void anEmptySnapshot_isACellWithARoot() {
        var copy = new CellState(new LockRules());
        copy.restore(List.of());
        assertThat(copy.read("/")).isInstanceOf(CellAnswer.Children.class);
    }

    @Test
    void aWrite_asksForAGeneration_ifItWants() {
        var first = new CellCommand.SetContents(a, FILE, "one", OptionalLong.of(1), Optional.empty());
        assertThat(cell.apply(first)).isInstanceOf(CellAnswer.Done.class);
        assertThat(cell.apply(first)).isEqualTo(refused(Reason.WRONG_GENERATION));
    }

    @Test
    void aNewFileOfAnOldName_isAnotherInstance() {
        var old = ((CellAnswer.Content) cell.read(FILE)).stat().instance();
        cell.apply(new CellCommand.Delete(a, FILE, old));
        create(a, FILE, false, false);
        assertThat(cell.apply(new CellCommand.Delete(a, FILE, old))).isEqualTo(refused(Reason.ANOTHER_INSTANCE));
    }

    @Test
    void aSequencer_isNotGoodForALaterFileOfTheSameName() {
        var old = locked(a, true);
        cell.apply(new CellCommand.Delete(a, FILE, ((CellAnswer.Content) cell.read(FILE)).stat().instance()));
        create(a, FILE, false, false);
        locked(b, true);
        assertThat(write(a, "late", old)).isEqualTo(refused(Reason.STALE_SEQUENCER));
    }

    @Test
    void aSnapshot_goesOnLikeTheOriginal() {
        var held = locked(a, true);
        create(b, "/ls/alive", false, true);
        var copy = new CellState(new LockRules());
        copy.restore(cell.snapshot());
        assertThat(copy.snapshot()).isEqualTo(cell.snapshot());
        assertThat(copy.query(new CellQuestion.Check(held))).isEqualTo(new CellAnswer.Checked(true));
        for (var command :
                List.of(
                        new CellCommand.EndSession(a, false),
                        new CellCommand.OpenSession("c"),
                        new CellCommand.EndDelay(FILE, held.generation()),
                        new CellCommand.Acquire(b, FILE, true, 0))) {
            assertThat(copy.apply(1, command)).isEqualTo(cell.apply(1, command));
        }
        assertThat(copy.query(new CellQuestion.Check(held))).isEqualTo(new CellAnswer.Checked(false));
        assertThat(copy.snapshot()).isEqualTo(cell.snapshot());
    }

    @Test
    void whatCannotBe_isRefused() {
        assertThat(create(a, "ls/x", false, false)).isEqualTo(refused(Reason.INVALID_NAME));
        assertThat(create(a, "/ls/a/b", false, false)).isEqualTo(refused(Reason.NOT_A_DIRECTORY));
        assertThat(create(a, FILE, true, false)).isEqualTo(refused(Reason.NOT_A_DIRECTORY));
        assertThat(create(a, "/ls", false, false)).isEqualTo(refused(Reason.NOT_A_FILE));
        assertThat(write(a, "x".repeat(CellState.CONTENT_BYTES_MAX + 1), null)).isEqualTo(refused(Reason.TOO_LARGE));
        assertThat(cell.apply(new CellCommand.Delete(a, "/ls", 2))).isEqualTo(refused(Reason.NOT_EMPTY));
        assertThat(cell.apply(new CellCommand.Release(b, FILE))).isEqualTo(refused(Reason.NOT_HELD));
        assertThat(cell.apply(new CellCommand.EndSession(99, true))).isEqualTo(refused(Reason.NO_SESSION));
    }

    @Test
    void aClientThatAsksTwice_getsOneSession() {
        assertThat(session("a")).isEqualTo(a);
        assertThat(cell.sessions()).hasSize(2);
    }
}
