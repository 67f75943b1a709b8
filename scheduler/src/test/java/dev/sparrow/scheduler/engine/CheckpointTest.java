/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.testing.Prerequisite;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Datasets that are written, and what is not needed any more then.
class CheckpointTest extends ContextTest {
    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir private Path folder;

    @BeforeEach
    void startCounting() {
        CALLS.set(0);
    }

    private record Point(int x, String name) {}

    private static Point counted(int x) {
        CALLS.incrementAndGet();
        return new Point(x, "p" + x);
    }

    private static Rdd<Point> points(Sparrow sc, int count, int partitions) {
        return sc.parallelize(IntStream.range(0, count).boxed().toList(), partitions).map(x -> counted(x));
    }

    private static List<Point> expected(int count) {
        return IntStream.range(0, count).mapToObj(x -> new Point(x, "p" + x)).toList();
    }

    private Sparrow contextWithFolder() {
        var sc = context("local[2]");
        sc.setCheckpointDir(folder.toString());
        return sc;
    }

    @Test
    void checkpoint_isWrittenByTheNextJob_andReadFromThenOn() {
        var sc = contextWithFolder();
        var points = points(sc, 10_000, 4);
        points.checkpoint();
        assertThat(points.isCheckpointed()).isFalse();
        assertThat(points.getCheckpointFile()).isEmpty();
        var names = points.map(Point::name);
        assertThat(names.count()).isEqualTo(10_000);
        assertThat(points.isCheckpointed()).isTrue();
        assertThat(CALLS).as("once for the job, once for the files").hasValue(20_000);

        assertThat(points.collect()).isEqualTo(expected(10_000));
        assertThat(names.first()).isEqualTo("p0");
        assertThat(CALLS).hasValue(20_000);
        var written = Path.of(points.getCheckpointFile().orElseThrow());
        assertThat(written).startsWith(Path.of(sc.getCheckpointDir().orElseThrow())).startsWith(folder);
        assertThat(written.resolve("part-00003")).isNotEmptyFile();
        assertThat(points.toDebugString())
                .contains("(4) map at CheckpointTest.java")
                .contains("checkpoint in " + written)
                .doesNotContain("parallelize");
        assertThat(names.explain()).contains("checkpoint of 4 partition(s) in " + written).contains("loop: checkpoint");
    }

    @Test
    void checkpointFile_knowsWhatPlacedItsKeys_soTheyDoNotMoveAgain() throws IOException {
        var sc = contextWithFolder();
        var counts = points(sc, 100, 4).mapToPair(p -> new Tuple2<>(p.x() % 10, 1)).reduceByKey(Integer::sum, 3);
        counts.checkpoint();
        assertThat(counts.count()).isEqualTo(10);
        var written = counts.getCheckpointFile().orElseThrow();

        var again = PairRdd.fromRdd(sc.<Tuple2<Integer, Integer>>checkpointFile(written));
        assertThat(again.partitioner()).contains(new HashPartitioner(3));
        var doubled = again.reduceByKey(new HashPartitioner(3), Integer::sum);
        assertThat(doubled.explain()).contains("Stage 1").doesNotContain("Stage 2");
        assertThat(doubled.collect()).isEqualTo(counts.collect());
        assertThat(again.join(counts).explain()).doesNotContain("exchange 1");

        Files.writeString(Path.of(written, "_partitioner"), "hash-7 3\n");
        assertThat(sc.checkpointFile(written).partitioner()).as("by a hash that is not ours").isEmpty();
        Files.delete(Path.of(written, "_partitioner"));
        assertThat(sc.checkpointFile(written).partitioner()).isEmpty();
    }

    @Test
    void keptDataset_isComputedOnceForBoth() {
        var sc = contextWithFolder();
        var points = points(sc, 100, 4).cache();
        points.checkpoint();
        points.count();
        assertThat(CALLS).hasValue(100);
        assertThat(EngineAccess.of(sc).losePartition(points.id(), 2)).isTrue();
        assertThat(points.collect()).isEqualTo(expected(100));
        assertThat(CALLS).as("the lost partition comes from its file").hasValue(100);
        assertThat(sc.storageStatus().getFirst().cachedPartitions()).isEqualTo(4);
    }

    @Test
    void checkpointOfAnExchange_cutsTheStagesBehind_alsoOfDatasetsMadeBefore() {
        var sc = contextWithFolder();
        var recorder = Recorder.on(sc);
        var counts = points(sc, 100, 4).mapToPair(p -> new Tuple2<>(p.x() % 10, 1)).reduceByKey(Integer::sum, 3);
        var sorted = counts.mapValues(x -> x + 1).sortByKey(false, 2);
        var kept = counts.mapValues(x -> x * 2).cache();
        var expectedKept = kept.collect();
        var expected = sorted.collect();
        counts.checkpoint();
        assertThat(sorted.collect()).isEqualTo(expected);
        assertThat(counts.isCheckpointed()).isTrue();
        assertThat(counts.partitioner()).isPresent();
        assertThat(EngineAccess.of(sc).outputs()).as("of reduceByKey and sortByKey").isNotEmpty();

        CALLS.set(0);
        var engine = EngineAccess.of(sc);
        for (var map = 0; map < 4; map++) {
            engine.loseMapOutput(map);
        }
        assertThat(sorted.collect()).isEqualTo(expected);
        assertThat(kept.collect()).isEqualTo(expectedKept);
        assertThat(counts.join(counts).count()).isEqualTo(10);
        assertThat(CALLS).hasValue(0);
        engine.awaitEvents();
        assertThat(recorder.tasksFinished("reduceByKey")).as("in the first job only").isEqualTo(4);
    }

    @Test
    void stagesMadeAnewBehindACheckpoint_keepTheirOutputs_whenThoseOfBeforeGo() {
        var sc = contextWithFolder();
        var recorder = Recorder.on(sc);
        var counts = points(sc, 100, 4).mapToPair(p -> new Tuple2<>(p.x() % 10, 1)).reduceByKey(Integer::sum, 3);
        var sorted = counts.mapValues(x -> x + 1).sortByKey(false, 2);
        var expected = sorted.collect();
        counts.checkpoint();
        counts.count();
        var engine = EngineAccess.of(sc);
        var before = engine.blocks().outputs();

        assertThat(sorted.collect()).isEqualTo(expected);
        await().untilAsserted(() -> assertThat(engine.blocks().outputs()).doesNotContainAnyElementsOf(before));
        engine.awaitEvents();
        var tasks = recorder.tasksFinished("sortByKey");
        assertThat(engine.blocks().outputs()).as("of the new stage").isNotEmpty();
        assertThat(sorted.collect()).isEqualTo(expected);
        engine.awaitEvents();
        assertThat(recorder.tasksFinished("sortByKey")).isEqualTo(tasks);
    }

    @Test
    void longLoop_withCheckpoints_keepsNoLineage() {
        var sc = context("local[2]");
        var ranks = sc.parallelize(IntStream.range(0, 20).boxed().toList(), 2).mapToPair(x -> new Tuple2<>(x, 1L));
        for (var round = 1; round <= 30; round++) {
            ranks = ranks.mapValues(x -> x + 1).reduceByKey(Long::sum);
            if (round % 10 == 0) {
                ranks.localCheckpoint();
                assertThat(ranks.count()).isEqualTo(20);
                assertThat(ranks.toDebugString().lines()).hasSize(1);
            }
        }
        assertThat(ranks.values().distinct().collect()).containsExactly(31L);
        await().untilAsserted(() -> {
            System.gc();
            assertThat(EngineAccess.of(sc).outputs()).isEmpty();
        });
    }

    @Test
    void localCheckpoint_goesWithTheContext() throws IOException {
        var sc = context(new SparrowConf().setMaster(TestMaster.or("local[2]")).set(Keys.LOCAL_DIR, folder.toString()));
        var points = points(sc, 100, 2);
        points.localCheckpoint();
        points.count();
        assertThat(points.isCheckpointed()).isTrue();
        assertThat(points.getCheckpointFile()).as("nothing to find again").isEmpty();
        assertThat(points.collect()).isEqualTo(expected(100));
        sc.close();
        try (var left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void checkpointFile_isReadByAnotherContext() {
        var sc = contextWithFolder();
        var points = points(sc, 100, 3);
        points.checkpoint();
        points.count();
        var path = points.getCheckpointFile().orElseThrow();
        sc.close();
        var other = context("local[2]");
        var again = other.<Point>checkpointFile(path);
        assertThat(again.getNumPartitions()).isEqualTo(3);
        assertThat(again.collect()).isEqualTo(expected(100));
        assertThatThrownBy(() -> other.checkpointFile(folder.resolve("none").toString()))
                .hasMessageContaining("none: there is no whole checkpoint");
    }

    @Test
    void checkpointThatMissesItsLastPart_isNotReadAsASmallerOne() throws IOException {
        var sc = contextWithFolder();
        var points = points(sc, 100, 3);
        points.checkpoint();
        points.count();
        var path = points.getCheckpointFile().orElseThrow();
        Files.delete(Path.of(path, "part-00002"));

        assertThatThrownBy(() -> sc.checkpointFile(path))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE))
                .hasMessageContaining("checkpointFile at CheckpointTest.java:")
                .hasMessageContaining(path + ": of the 3 files that were written, part-00002 is missing.");
    }

    @Test
    void foldersOfCheckpoints_mayBeFileUris_andNoOthers() {
        var sc = context("local[2]");
        sc.setCheckpointDir(folder.toUri() + "a%20b");
        var points = points(sc, 10, 1);
        points.checkpoint();
        points.count();
        var path = points.getCheckpointFile().orElseThrow();
        assertThat(path).startsWith(folder.resolve("a b").toString());
        assertThat(sc.<Point>checkpointFile("file://" + path).collect()).isEqualTo(expected(10));

        for (var other : List.of("hdfs://host:9000/x", "s3a://bucket/x")) {
            assertThatThrownBy(() -> sc.setCheckpointDir(other)).hasMessageContaining("there is no file system '");
            assertThatThrownBy(() -> sc.checkpointFile(other)).hasMessageContaining("there is no file system '");
        }
        assertThat(sc.getCheckpointDir().orElseThrow()).startsWith(folder.toString());
        assertThatThrownBy(() ->
                        context(
                                new SparrowConf()
                                        .setMaster(TestMaster.or("local[1]"))
                                        .set(Keys.LOCAL_DIR, "hdfs://x/y")))
                .hasMessageContaining("there is no file system 'hdfs' yet");
    }

    @Test
    void damagedFile_isAnErrorThatNamesIt() throws IOException {
        var sc = contextWithFolder();
        var points = points(sc, 1_000, 2);
        points.checkpoint();
        points.count();
        var file = Path.of(points.getCheckpointFile().orElseThrow(), "part-00001");
        var whole = Files.readAllBytes(file);
        var random = new SplittableRandom(4);
        for (var i = 0; i < 100; i++) {
            var bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            assertUnreadable(points, file, "damaged");
        }
        for (var length = 0; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertUnreadable(points, file, "damaged");
        }
        Files.copy(file.resolveSibling("part-00000"), file, StandardCopyOption.REPLACE_EXISTING);
        assertUnreadable(points, file, "holds partition 0 and not 1");
        Files.delete(file);
        assertUnreadable(points, file, "missing");
        Files.write(file, whole);
        assertThat(points.collect()).isEqualTo(expected(1_000));
    }

    @Test
    void fileIsClosed_whenATaskStopsEarly() throws IOException {
        var openFiles = Path.of("/proc/self/fd");
        Prerequisite.require(Files.isDirectory(openFiles), "a list of open files in " + openFiles);
        var sc = contextWithFolder();
        var points = points(sc, 1_000, 2);
        points.checkpoint();
        points.count();
        var file = Path.of(points.getCheckpointFile().orElseThrow(), "part-00000").toRealPath();
        assertThat(points.take(1)).hasSize(1);
        try (var open = Files.list(openFiles)) {
            assertThat(open.filter(link -> pointsTo(link, file))).isEmpty();
        }
    }

    private static boolean pointsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (IOException _) {
            return false; // closed meanwhile
        }
    }

    @Test
    void damagedNumberOfRows_isFoundBeforeARowIsGivenOut() throws IOException {
        var sc = contextWithFolder();
        var points = points(sc, 1_000, 2);
        points.checkpoint();
        points.count();
        var file = Path.of(points.getCheckpointFile().orElseThrow(), "part-00000");
        var bytes = Files.readAllBytes(file);
        var batchAt = "SPARROW4".length() + Integer.BYTES + Integer.BYTES;
        var rowsAt = batchAt + "SPBT".length() + Integer.BYTES;
        assertThat(ByteBuffer.wrap(bytes).getInt(rowsAt)).isEqualTo(500);
        Files.write(file, ByteBuffer.wrap(bytes).putInt(rowsAt, 499).array());
        assertThatThrownBy(points::first).hasMessageContaining("A batch of elements is damaged: its checksum is wrong");
    }

    @Test
    void checkpointOfAnotherVersion_isNamedAsSuch() throws IOException {
        var sc = contextWithFolder();
        var points = points(sc, 10, 2);
        points.checkpoint();
        points.count();
        var file = Path.of(points.getCheckpointFile().orElseThrow(), "part-00000");
        var bytes = Files.readAllBytes(file);
        bytes["SPARROW".length()] = '3';
        Files.write(file, bytes);
        assertUnreadable(
                points,
                file,
                "it is of version 3 of such files, and this Sparrow reads version 4. Read it with the Sparrow that wrote"
                        + " it, or have it written anew.");
    }

    private static void assertUnreadable(Rdd<?> dataset, Path file, String how) {
        assertThatThrownBy(dataset::count)
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE))
                .hasMessageContaining("map at CheckpointTest.java:")
                .hasMessageContaining("cannot read " + file + " of its checkpoint")
                .hasMessageContaining(how);
    }

    @Test
    void checkpointThatCannotBeWritten_failsTheAction_andIsTriedAgain() throws IOException {
        var sc = context("local[2]");
        assertThatThrownBy(() -> points(sc, 1, 1).checkpoint())
                .hasMessageContaining("checkpoint at CheckpointTest.java")
                .hasMessageContaining("Call setCheckpointDir first");
        var blocked = Files.writeString(folder.resolve("blocked"), "a file");
        sc.setCheckpointDir(blocked.toString());
        var points = points(sc, 10, 2);
        points.checkpoint();
        assertThatThrownBy(points::count)
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED));
        Files.delete(blocked);
        assertThat(points.count()).isEqualTo(10);
        assertThat(points.isCheckpointed()).isTrue();
    }

    @Test
    void emptyDataset_hasACheckpointToo() {
        var sc = contextWithFolder();
        Rdd<String> empty = sc.emptyRdd();
        empty.checkpoint();
        assertThat(empty.count()).isZero();
        assertThat(empty.isCheckpointed()).isTrue();
        assertThat(empty.collect()).isEmpty();
    }
}
