/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many partitions an exchange has if nobody says.
class DefaultPartitionsTest extends ContextTest {
    private static final int FILES = 40;
    private static final String TEXT = "one two three\n".repeat(10);

    @TempDir private Path folder;

    @BeforeEach
    void writeSmallFiles() throws IOException {
        for (var i = 0; i < FILES; i++) {
            Files.writeString(folder.resolve("part-" + i + ".txt"), TEXT);
        }
    }

    private static PairRdd<String, Integer> counted(Rdd<String> lines) {
        return lines.mapToPair(line -> new Tuple2<>(line, 1)).reduceByKey(Integer::sum);
    }

    @Test
    void smallFiles_countByTaskSlots() {
        var sc = context("local[3]");
        var lines = sc.textFile(folder.toString());

        assertThat(lines.getNumPartitions()).isEqualTo(FILES);
        assertThat(counted(lines).getNumPartitions()).isEqualTo(3);
        assertThat(counted(lines).collectAsMap()).containsEntry("one two three", FILES * 10);
        assertThat(lines.distinct().getNumPartitions()).isEqualTo(3);
    }

    @Test
    void smallFiles_countByBytesIfThoseCallForMore() {
        var bytes = FILES * TEXT.length();
        var sc =
                context(
                        new SparrowConf()
                                .setMaster(TestMaster.or("local[3]"))
                                .set(Keys.TEXT_SPLIT_BYTES_MAX, Integer.toString(bytes / 5 + 1)));

        assertThat(counted(sc.textFile(folder.toString())).getNumPartitions()).isEqualTo(5);
    }

    @Test
    void smallFilesOfAFormat_countByTaskSlotsToo() {
        var sc = context("local[3]");
        var records = sc.binaryRecords(folder.toString(), 14);

        assertThat(records.getNumPartitions()).isEqualTo(FILES);
        assertThat(records.map(bytes -> bytes.length).distinct().getNumPartitions()).isEqualTo(3);
    }

    @Test
    void whatTheProgramAsksFor_holds() {
        var sc = context("local[3]");
        var one = folder.resolve("part-0.txt").toString();

        assertThat(counted(sc.textFile(one, 10)).getNumPartitions()).isEqualTo(10);
        assertThat(counted(sc.textFile(folder.toString()).coalesce(20)).getNumPartitions()).isEqualTo(20);
        assertThat(sc.range(0, 10, 1, 50).distinct().getNumPartitions()).isEqualTo(50);
    }

    @Test
    void unionAndJoin_countTheirInputs() {
        var sc = context("local[3]");
        var lines = sc.textFile(folder.toString());
        var words = lines.union(sc.range(0, 10, 1, 4).map(x -> "word " + x));

        assertThat(counted(words).getNumPartitions()).isEqualTo(7);
        assertThat(counted(lines).join(counted(words)).getNumPartitions()).isEqualTo(7);
    }

    @Test
    void datasetDoubledManyTimes_isCountedAtOnce() {
        var sc = context("local[3]");
        var all = sc.textFile(folder.resolve("part-0.txt").toString(), 1);
        for (var i = 0; i < 20; i++) {
            all = all.union(all);
        }
        assertThat(all.distinct().getNumPartitions()).isEqualTo(1 << 20);
    }
}
