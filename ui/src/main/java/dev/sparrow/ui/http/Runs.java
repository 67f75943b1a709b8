/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.ui.state.RunFacts;

import java.util.List;
import java.util.Optional;

/// The runs that a server shows.
public interface Runs {

    /// A run in the list of all.
    ///
    /// @param facts empty if its log cannot be read
    /// @param tookMicros empty if it has not ended, or its log does not say so
    record Listed(String id, Optional<RunFacts> facts, Optional<Long> tookMicros, long bytes, String problem) {}

    /// The one that stands at the root; empty if a list stands there.
    Optional<ShownRun> only();

    /// The latest first.
    List<Listed> list();

    /// A run by its name.
    ///
    /// @throws IllegalArgumentException if its log cannot be read, with the reason
    Optional<ShownRun> find(String id);

    /// The run that is under way, and no other.
    static Runs only(ShownRun run) {
        return new Runs() {
            @Override
            public Optional<ShownRun> only() {
                return Optional.of(run);
            }

            @Override
            public List<Listed> list() {
                var took = run.isLive() ? Optional.<Long>empty() : Optional.of(run.look(state -> state.last()));
                return List.of(new Listed(run.facts().id(), Optional.of(run.facts()), took, 0, ""));
            }

            @Override
            public Optional<ShownRun> find(String id) {
                return run.facts().id().equals(id) ? Optional.of(run) : Optional.empty();
            }
        };
    }
}
