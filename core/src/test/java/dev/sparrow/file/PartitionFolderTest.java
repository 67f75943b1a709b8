/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class PartitionFolderTest {
    @TempDir Path folder;

    private void file(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "line");
    }

    private List<List<PartitionFolder>> of(String path) {
        return FileListing.of(path).files().stream().map(FileSplit::folders).toList();
    }

    @Test
    void folders_countBelowWhatThePathNames() throws IOException {
        file("all=1/sales/year=2020/month=2/a.csv");
        var year = new PartitionFolder("year", "2020");
        var month = new PartitionFolder("month", "2");
        var sales = folder + "/all=1/sales";

        assertThat(of(sales)).containsExactly(List.of(year, month));
        assertThat(of(sales + "/")).containsExactly(List.of(year, month));
        assertThat(of("file:" + sales)).containsExactly(List.of(year, month));
        assertThat(of(sales + "/**")).containsExactly(List.of(year, month));
        assertThat(of(sales + "/year=*/month=*/a.csv")).containsExactly(List.of(year, month));
        assertThat(of(sales + "/year=2020")).containsExactly(List.of(month));
        assertThat(of(sales + "/year=2020/*/a.csv")).containsExactly(List.of(month));
        assertThat(of(sales + "/year=2020/month=2/a.csv")).containsExactly(List.of());
        assertThat(of(sales + "/year=2020," + folder + "/all=1/*"))
                .as("of a file that two parts mean the nearer one counts")
                .containsOnly(List.of(month));
    }

    @Test
    void names_areDecoded() throws IOException {
        file("a%3Db=c%20d%zz+e/a.csv");
        file("text=__HIVE_DEFAULT_PARTITION__/a.csv");
        file("text=/a.csv");
        file("text=%C3%A4/a.csv");

        assertThat(of(folder.toString()))
                .containsExactlyInAnyOrder(
                        List.of(new PartitionFolder("a=b", "c d%zz+e")),
                        List.of(new PartitionFolder("text", null)),
                        List.of(new PartitionFolder("text", "")),
                        List.of(new PartitionFolder("text", "ä")));
    }

    @Test
    void foldersWithoutAName_areNone() throws IOException {
        file("=2020/plain/a.csv");

        assertThat(of(folder + "/*/*/*")).containsExactly(List.of());
    }
}
