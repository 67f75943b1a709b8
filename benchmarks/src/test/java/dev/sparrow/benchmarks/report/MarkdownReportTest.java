/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class MarkdownReportTest {
    private static final String BEGIN = "<!-- sparrow bench begins -->\n";
    private static final String END = "<!-- sparrow bench ends -->\n";

    @TempDir private Path folder;

    @Test
    void figures_areATable() {
        assertThat(MarkdownReport.of(Reports.example()))
                .contains(
                        """
                        |  | median, ms | sparrow | spark | hand | sparrow/hand | spark/sparrow |
                        | --- | --- | ---: | ---: | ---: | ---: | ---: |
                        | R2 | log mining: filter, six counts | 1,235 | 2,469 | – |  | 2.00 |
                        """,
                        "* R2: no hand, it would be dull\n");
    }

    @Test
    void documentWithMarks_keepsWhatIsAroundThem() throws IOException {
        var file = folder.resolve("page.md");
        Files.writeString(file, "before\n" + BEGIN + "old\n" + END + "after\n");
        MarkdownReport.write(Reports.example(), file);

        assertThat(file)
                .content()
                .startsWith("before\n" + BEGIN + "A processor")
                .endsWith(END + "after\n")
                .doesNotContain("old");
    }

    @Test
    void newFile_holdsTheFiguresAlone() throws IOException {
        var file = folder.resolve("new.md");
        MarkdownReport.write(Reports.example(), file);

        assertThat(file).content().isEqualTo(MarkdownReport.of(Reports.example()));
    }
}
