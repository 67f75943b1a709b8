/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.state.Moment;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The views of a run, by the names that stand in addresses: `jobs`, `job/3`, `stage/7` and so on.
public final class Views {
    /// What the navigation offers, in this order: names and words by turns.
    public static final List<Named> TOP =
            List.of(
                    new Named("jobs", "Jobs"),
                    new Named("advice", "Advice"),
                    new Named("source", "Source"),
                    new Named("tasks", "Tasks"),
                    new Named("storage", "Memory"),
                    new Named("causes", "Recomputed"),
                    new Named("executors", "Executors"),
                    new Named("settings", "Settings"));

    private final SourceFinder sources;

    /// A view of the navigation.
    public record Named(String name, String words) {}

    /// @param sources where the program's source may be found
    public Views(SourceFinder sources) {
        this.sources = sources;
    }

    /// A view of a moment.
    ///
    /// @return empty if there is no view of this name, or not at this moment
    public Optional<String> view(String name, Moment moment) {
        if (name.startsWith("job/")) {
            return number(name, "job/").map(JobId::new).flatMap(moment::job).map(job -> JobPage.of(moment, job));
        }
        if (name.startsWith("stage/")) {
            return number(name, "stage/").map(StageId::new).flatMap(moment::stage).map(StagePage::of);
        }
        return switch (name) {
            case "jobs" -> Optional.of(JobsPage.of(moment));
            case "advice" -> Optional.of(AdvicePage.of(moment));
            case "source" -> Optional.of(SourcePage.of(moment, sources));
            case "tasks" -> Optional.of(TasksPage.of(moment));
            case "storage" -> Optional.of(StoragePage.of(moment));
            case "causes" -> Optional.of(CausesPage.of(moment));
            case "executors" -> Optional.of(ExecutorsPage.of(moment));
            case "settings" -> Optional.of(SettingsPage.of(moment));
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> number(String name, String prefix) {
        var digits = name.substring(prefix.length());
        return digits.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }

    /// The names of all views that a moment has.
    public static List<String> names(Moment moment) {
        var names = new ArrayList<String>();
        TOP.forEach(view -> names.add(view.name()));
        moment.jobs().forEach(job -> names.add("job/" + job.id()));
        moment.stages().stream().filter(stage -> stage.hasRun()).forEach(stage -> names.add("stage/" + stage.id()));
        return names;
    }
}
