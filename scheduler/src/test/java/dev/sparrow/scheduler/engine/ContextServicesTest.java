/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.SparrowFiles;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.status.FutureAction;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What a context tells of itself, what it gives to tasks besides data, and what tasks hear of their end.
class ContextServicesTest extends GatedTest {
    @TempDir private Path folder;

    // ---- Facts ------------------------------------------------------------------------------------------------------

    @Test
    void context_tellsItsSettingsItsUserAndItsJar() {
        var sc = context("local[2]");
        assertThat(sc.getConf())
                .containsEntry("sparrow.app.name", "test")
                .containsEntry("sparrow.master", TestMaster.or("local[2]"))
                .containsEntry("sparrow.text.line.max", "256m")
                .hasSize(Keys.ALL.size());
        assertThat(sc.sparrowUser()).isEqualTo(System.getProperty("user.name"));
        assertThat(sc.version()).isNotNull();
        assertThat(Sparrow.jarOfClass(ContextServicesTest.class).map(Path::of))
                .get()
                .satisfies(path -> assertThat(path).isDirectory());
        assertThat(Sparrow.jarOfObject(this)).isEqualTo(Sparrow.jarOfClass(ContextServicesTest.class));
        assertThat(Sparrow.jarOfClass(String.class)).isEmpty();
    }

    @Test
    void logLevel_isSetByItsName() {
        var sc = context("local[1]");
        var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("ROOT");
        var before = root.getLevel();
        try {
            sc.setLogLevel("off");
            assertThat(root.getLevel()).hasToString("OFF");
            sc.setLogLevel("FATAL");
            assertThat(root.getLevel()).hasToString("ERROR");
        } finally {
            root.setLevel(before);
        }
        assertThatThrownBy(() -> sc.setLogLevel("loud"))
                .hasMessageContaining("setLogLevel at ContextServicesTest.java:")
                .hasMessageContaining("there is no level loud, only ALL, TRACE, DEBUG, INFO, WARN, ERROR, FATAL, OFF.");
    }

    @Test
    void listenerThatThrows_keepsEventsFromNobodyElse_andIsLoggedOnce() {
        var log = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("dev.sparrow.context.Listeners");
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        log.addAppender(logged);
        var heard = new CopyOnWriteArrayList<Event>();
        try {
            var sc = context("local[2]");
            sc.addListener(event -> {
                heard.add(event);
                throw new AssertionError("oops");
            });
            sc.addListener(heard::add);
            assertThat(numbers(sc, 10, 5).count()).isEqualTo(10);
            sc.awaitEvents();
            assertThatThrownBy(() -> sc.addListener(null)).hasMessageContaining("the listener is null.");
        } finally {
            log.detachAppender(logged);
        }
        assertThat(heard).hasSizeGreaterThan(10);
        assertThat(heard.stream().distinct().count()).isEqualTo(heard.size() / 2);
        assertThat(logged.list.stream().filter(line -> line.getLevel() == Level.WARN))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getFormattedMessage())
                                .contains(
                                        "The listener " + ContextServicesTest.class.getName(),
                                        "failed at ExecutorJoined; jobs go on"));
    }

    @Test
    void close_returnsWhenASlowListenerHasHeardOfEverything() {
        var heard = new CopyOnWriteArrayList<Event>();
        var sc = context("local[2]");
        sc.addListener(event -> {
            LockSupport.parkNanos(500_000);
            heard.add(event);
        });
        numbers(sc, 1_000, 1_000).count();
        sc.close();
        assertThat(heard).filteredOn(event -> event instanceof Event.TaskStarted).hasSize(1_000);
        assertThat(heard).filteredOn(event -> event instanceof Event.TaskFinished).hasSize(1_000);
        assertThat(heard).hasAtLeastOneElementOfType(Event.JobFinished.class);
    }

    @Test
    void callSite_standsInPlaceOfLines() {
        var sc = context("local[1]");
        var labels = new CopyOnWriteArrayList<String>();
        sc.addListener(event -> {
            if (event instanceof Event.JobStarted started) {
                labels.add(started.label());
            }
        });
        sc.setCallSite("report.sql, query 3");
        var doubled = numbers(sc, 2, 1).map(x -> 2 * x);
        doubled.count();
        sc.clearCallSite();
        doubled.count();
        sc.awaitEvents();
        assertThat(doubled.explain()).contains("map at report.sql, query 3\n");
        assertThat(labels.getFirst()).isEqualTo("count at report.sql, query 3");
        assertThat(labels.getLast()).startsWith("count at ContextServicesTest.java:");
    }

    // ---- Files ------------------------------------------------------------------------------------------------------

    @Test
    void copyThatCannotBeWritten_isNotToldAsAFileThatCannotBeRead() throws IOException {
        var file = Files.writeString(folder.resolve("words.txt"), "the\n");
        var blocked = Files.writeString(folder.resolve("blocked"), "no folder").resolve("temporary");
        var sc =
                context(new SparrowConf().setMaster(TestMaster.or("local[1]")).set(Keys.LOCAL_DIR, blocked.toString()));
        for (var path : List.of(file.toString(), file.toUri().toString())) {
            assertThatThrownBy(() -> sc.addFile(path))
                    .isInstanceOfSatisfying(
                            SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RESOURCES))
                    .hasMessageContaining("addFile at ContextServicesTest.java:")
                    .hasMessageContaining("cannot make the folder " + blocked)
                    .hasMessageContaining("set sparrow.local.dir to a folder that can be written");
        }
    }

    @Test
    void addedFiles_areInAFolderThatOnlyThisUserMayLookInto_andStayWhatTheyAre() throws IOException {
        var script = Files.writeString(folder.resolve("run.sh"), "echo\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        var sc = context(new SparrowConf().setMaster(TestMaster.or("local[1]")).set(Keys.LOCAL_DIR, folder.toString()));
        sc.addFile(script.toString());
        var copy = Path.of(sc.range(0, 1, 1, 1).map(_ -> SparrowFiles.get("run.sh")).first());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.getParent())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy))).isEqualTo("rwxr-x---");

        TemporaryFolder.delete(copy.getParent());
        var other = Files.writeString(folder.resolve("other.txt"), "x");
        sc.addFile(other.toString());
        assertThat(sc.range(0, 1, 1, 1).map(_ -> SparrowFiles.get("other.txt")).first()).endsWith("other.txt");
    }

    @Test
    void addedFile_isFoundByTasksAsItWas_andGoesWithTheContext() throws IOException {
        var stopWords = Files.writeString(folder.resolve("stop.txt"), "the\na\n");
        var sc = context("local[2]");
        sc.addFile(stopWords.toString());
        sc.addFile(stopWords.toUri().toString());
        Files.delete(stopWords);

        var kept =
                sc.parallelize(List.of("the", "sparrow", "a", "tree"), 2)
                        .mapPartitions(words -> {
                            var stop = Files.readAllLines(Path.of(SparrowFiles.get("stop.txt")));
                            SEEN.add(SparrowFiles.getRootDirectory());
                            return without(words, stop);
                        })
                        .collect();

        assertThat(kept).containsExactly("sparrow", "tree");
        var copies = Path.of((String) SEEN.element());
        assertThat(copies).isDirectory();
        sc.close();
        assertThat(copies).doesNotExist();
    }

    private static Iterator<String> without(Iterator<String> words, List<String> stop) {
        var all = new ArrayList<String>();
        words.forEachRemaining(all::add);
        all.removeAll(stop);
        return all.iterator();
    }

    @Test
    void addedFolder_keepsItsShape() throws IOException {
        Files.createDirectories(folder.resolve("models/small"));
        Files.writeString(folder.resolve("models/small/weights"), "1 2 3");
        var sc = context("local[1]");
        assertThatThrownBy(() -> sc.addFile(folder.resolve("models").toString()))
                .hasMessageContaining("is a folder. To add all that is in it call addFile(path, true).");
        sc.addFile(folder.resolve("models").toString(), true);
        var read = numbers(sc, 1, 1).map(_ -> Files.readString(Path.of(SparrowFiles.get("models/small/weights"))));
        assertThat(read.first()).isEqualTo("1 2 3");
    }

    @Test
    void fileThatCannotBeHad_isNamed() throws IOException {
        var sc = context("local[1]");
        var one = Files.writeString(Files.createDirectory(folder.resolve("one")).resolve("f"), "1");
        var two = Files.writeString(Files.createDirectory(folder.resolve("two")).resolve("f"), "2");
        sc.addFile(one.toString());
        assertThatThrownBy(() -> sc.addFile(two.toString()))
                .hasMessageContaining("addFile at ContextServicesTest.java:")
                .hasMessageContaining("there is a file of that name already, added from " + one);
        assertThatThrownBy(() -> sc.addFile(folder.resolve("none").toString()))
                .hasMessageContaining("there is no file " + folder.resolve("none"));
        assertThatThrownBy(() -> SparrowFiles.get("f"))
                .hasMessage(
                        "SparrowFiles.get(\"f\") was called outside of a task. The program has the files where it added"
                                + " them from.");
        assertThatThrownBy(() -> numbers(sc, 1, 1).map(_ -> SparrowFiles.get("g")).count())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("No file g was added to this context.");
    }

    // ---- Tasks ------------------------------------------------------------------------------------------------------

    @Test
    void task_tellsItsMetricsSoFar() {
        var sc = context("local[1]");
        var metrics =
                numbers(sc, 10, 1)
                        .mapToPair(x -> new Tuple2<>(x % 3, x))
                        .reduceByKey(Integer::sum)
                        .map(_ -> TaskContext.get().taskMetrics())
                        .collect();
        assertThat(metrics).hasSize(3).extracting(TaskMetrics::shuffleRecordsRead).contains(3L);
        assertThat(metrics).allSatisfy(one -> assertThat(one.ran()).isPositive());
    }

    @Test
    void taskOfARunThatRepairs_knowsThatItsStageRanBefore() {
        var sc = context("local[1]");
        var sums =
                numbers(sc, 2, 2)
                        .mapToPair(x -> {
                            SEEN.add(
                                    TaskContext.get().partitionId()
                                            + " in run "
                                            + TaskContext.get().stageAttemptNumber());
                            return new Tuple2<>(x % 2, x);
                        })
                        .reduceByKey(Integer::sum, 1);
        sums.count();
        EngineAccess.of(sc).loseMapOutput(1);
        sums.count();
        assertThat(SEEN).containsOnlyOnce("0 in run 0", "1 in run 0", "1 in run 1").doesNotContain("0 in run 1");
    }

    private static FutureAction<Long> hanging(Sparrow sc) {
        return numbers(sc, 1, 1)
                .map(x -> {
                    var task = TaskContext.get();
                    task.addTaskInterruptListener(told -> {
                        SEEN.add("told " + told.partitionId());
                        openGate();
                    });
                    SEEN.add("runs");
                    try {
                        awaitGate();
                    } catch (InterruptedException e) {
                        SEEN.add("interrupted");
                    }
                    task.addTaskInterruptListener(_ -> SEEN.add("told late"));
                    return x;
                })
                .countAsync();
    }

    private static void cancel(Sparrow sc, FutureAction<?> action) {
        await().until(() -> SEEN.contains("runs"));
        sc.cancelAllJobs();
        assertThatThrownBy(() -> action.get(Patience.SECONDS, TimeUnit.SECONDS)).hasMessageContaining("cancelAllJobs");
        await().until(() -> SEEN.containsAll(List.of("told 0", "told late")));
    }

    @Test
    void cancelledTask_tellsItsInterruptListeners_alsoThoseThatComeLate() {
        var sc = context("local[1]");
        cancel(sc, hanging(sc));
        assertThat(SEEN).contains("told 0").containsOnlyOnce("told late");
    }

    @Test
    void cancelledTask_isNotInterruptedIfItsGroupWantsNone() {
        var sc = context("local[1]");
        sc.setJobGroup("gentle", "nothing of it may be interrupted", false);
        cancel(sc, hanging(sc));
        assertThat(SEEN).contains("told 0").doesNotContain("interrupted");
        sc.clearJobGroup();
        assertThat(numbers(sc, 10, 2).count()).isEqualTo(10);
    }
}
