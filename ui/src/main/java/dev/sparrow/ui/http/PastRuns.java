/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.ui.log.RunFolder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runs of a folder of logs. A log is read when somebody looks at its run; the last few stay in memory.
public final class PastRuns implements Runs {
    private static final int KEPT_MAX = 3;

    private final RunFolder folder;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    /// @param bytes of the log when it was read: it may have grown
    private record Kept(LoadedRun run, long bytes) {}

    public PastRuns(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public Optional<ShownRun> only() {
        return Optional.empty();
    }

    @Override
    public List<Listed> list() {
        return folder.entries().stream()
                .map(entry -> new Listed(entry.id(), entry.facts(), entry.ended(), entry.bytes(), entry.problem()))
                .toList();
    }

    @Override
    public synchronized Optional<ShownRun> find(String id) {
        var entry = folder.entry(id);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        var known = kept.get(id);
        if (known == null || known.bytes() != entry.get().bytes()) {
            known = new Kept(new LoadedRun(RunFolder.read(entry.get().file())), entry.get().bytes());
            kept.put(id, known);
            while (kept.size() > KEPT_MAX) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return Optional.of(known.run());
    }
}
