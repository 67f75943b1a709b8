/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The transcripts of a page in `docs`: each is a file that a test writes anew, and is shown on the page behind its
/// marker. `-Dtranscripts=rewrite` writes both.
public final class PageTranscripts {
    private final Path page;
    private final Path files;

    /// The transcripts of one page.
    ///
    /// @param name of the page, and of the folder of its files
    public PageTranscripts(String name) {
        this.page = Path.of("..", "docs", name + ".md");
        this.files = Path.of("src", "test", "resources", name);
    }

    /// Holds file and page against what was made now.
    public void check(String name, String transcript) throws IOException {
        var file = files.resolve(name + ".txt");
        var text = Files.readString(page);
        if ("rewrite".equals(System.getProperty("transcripts"))) {
            Files.createDirectories(files);
            Files.writeString(file, transcript);
            Files.writeString(page, replaced(text, name, transcript));
            return;
        }
        assertThat(transcript).isEqualTo(Files.readString(file));
        assertThat(text).isEqualTo(replaced(text, name, transcript));
    }

    /// The page with the transcript in the block behind its marker; every transcript is shown there.
    private static String replaced(String page, String name, String transcript) {
        var marker = "<!-- transcript " + name + " -->\n```text\n";
        assertThat(page).contains(marker);
        var start = page.indexOf(marker) + marker.length();
        return page.substring(0, start) + transcript + page.substring(page.indexOf("```", start));
    }
}
