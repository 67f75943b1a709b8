/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.terminal;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

import java.util.List;

/// Offers what the compiler says may stand at the cursor.
final class SnippetCompleter implements Completer {
    private final Analysis analysis;
    private long fitting;

    SnippetCompleter(Analysis analysis) {
        this.analysis = analysis;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        var texts = Uninterrupted.call(() -> analysis.continuations(line.line(), line.cursor()));
        texts.forEach(text -> candidates.add(new Candidate(text, text, null, null, null, null, false)));
        fitting = texts.stream().filter(text -> text.startsWith(line.word())).count();
    }

    /// Whether several candidates go on with the word that was completed last.
    boolean isAmbiguous() {
        return fitting > 1;
    }
}
