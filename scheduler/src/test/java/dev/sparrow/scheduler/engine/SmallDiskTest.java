/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.StorageLevel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/// What fills a disk that is really full: the right answer or a clear error, never a part taken for the whole, and work
/// goes on when there is space again. CONTRIBUTING.md has the command that runs it; [OutOfResourcesTest] does the like
/// in every build, with an injected disk.
class SmallDiskTest {
    private static final String FOLDER = "small.disk";
    private static final long LARGEST = 64L << 20;
    private static final long ROWS = 400_000;

    /// What is left for a job: nothing, too little, and enough for some of it.
    private static final List<Long> LEFT = List.of(0L, 100_000L, 1_000_000L);

    private Path disk;

    enum Place {
        SPILL {
            @Override
            void run(Sparrow sc, Path disk) {
                var sorted = sc.range(0, ROWS, 1, 2).sortBy(x -> -x, true, 2).collect();
                assertThat(sorted).isEqualTo(LongStream.range(0, ROWS).mapToObj(x -> ROWS - 1 - x).toList());
            }
        },
        CACHE {
            @Override
            void run(Sparrow sc, Path disk) {
                var kept = sc.range(0, ROWS, 1, 4).map(x -> 3 * x).persist(StorageLevel.DISK_ONLY);
                for (var i = 0; i < 2; i++) {
                    assertThat(kept.reduce(Long::sum)).isEqualTo(3 * ROWS * (ROWS - 1) / 2);
                }
                kept.unpersist();
            }
        },
        OUTPUT {
            @Override
            void run(Sparrow sc, Path disk) throws IOException {
                var folder = disk.resolve("output");
                try {
                    sc.range(0, ROWS, 1, 4).map(x -> "line " + x).saveAsTextFile(folder.toString());
                    assertThat(sc.textFile(folder.toString()).count()).isEqualTo(ROWS);
                    delete(folder);
                } catch (SparrowException e) {
                    assertThat(folder).doesNotExist();
                    throw e;
                }
            }
        };

        abstract void run(Sparrow sc, Path disk) throws IOException;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted((left, right) -> right.compareTo(left)).toList()) {
                Files.delete(file);
            }
        }
    }

    @BeforeEach
    void findDisk() throws IOException {
        var folder = System.getProperty(FOLDER, "");
        assumeTrue(!folder.isEmpty(), "runs with -D" + FOLDER + "=FOLDER on a disk of a few MiB");
        disk = Path.of(folder);
        assertThat(Files.getFileStore(disk).getTotalSpace())
                .as("the size of the disk of %s, which is filled", disk)
                .isLessThanOrEqualTo(LARGEST);
    }

    private void fill(Path filler, long left) throws IOException {
        Files.write(filler, new byte[(int) Math.max(0, Files.getFileStore(disk).getUsableSpace() - left)]);
    }

    @ParameterizedTest
    @EnumSource
    void fullDisk_givesTheAnswerOrAClearError_andWorkGoesOnWithSpace(Place place) throws IOException {
        var conf =
                new SparrowConf()
                        .setMaster(TestMaster.or("local[2]"))
                        .set(Keys.PROGRESS, "off")
                        .set(Keys.LOCAL_DIR, disk.toString())
                        .set(Keys.MEMORY_BYTES, "1m");
        var filler = disk.resolve("filler");
        try (var sc = new Sparrow(conf)) {
            for (var left : LEFT) {
                fill(filler, left);
                try {
                    place.run(sc, disk);
                    System.out.printf("%s with %,d bytes left: the answer%n", place, left);
                } catch (SparrowException e) {
                    assertThat(e).hasMessageContaining("No space left on device");
                    System.out.printf("%s with %,d bytes left: %s%n", place, left, e.getMessage());
                }
                EngineAccess.of(sc).awaitNothingHeld();
                Files.delete(filler);
                place.run(sc, disk);
            }
        }
        try (var files = Files.list(disk)) {
            assertThat(files).isEmpty();
        }
    }
}
