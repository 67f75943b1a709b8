/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class DataFilesTest {
    private static final Sizes SIZES = new Sizes(0.001);

    @TempDir private Path folder;

    @Test
    void text_isTheSameWheneverItIsMade() throws IOException {
        var book = Files.write(folder.resolve("book"), List.of("All Light is Colour", "", "and Rays"));
        var first = new DataFiles(folder.resolve("first"));
        var second = new DataFiles(folder.resolve("second"));
        first.make(Workload.WORD_COUNT, SIZES, book);
        second.make(Workload.LOG_MINING, SIZES, book);

        assertThat(second.text()).hasSameBinaryContentAs(first.text());
        assertThat(Files.size(first.text())).isBetween(SIZES.textBytes(), SIZES.textBytes() + 100);
    }

    @Test
    void graph_hasEachEdgeOnce() throws IOException {
        var files = new DataFiles(folder);
        files.make(Workload.PAGE_RANK, SIZES, folder);

        assertThat(Files.readAllLines(files.graph())).hasSize(SIZES.edges()).doesNotHaveDuplicates();
    }
}
