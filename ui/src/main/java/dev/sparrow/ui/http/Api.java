/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.ui.log.JsonLine;
import dev.sparrow.ui.state.JobView;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `/api/v1` in the shapes of Spark's, for tools that know those: applications, jobs, stages, tasks, executors, storage
/// and environment. What we have no notion of is not in it.
final class Api {
    private static final String APPLICATIONS = "applications";

    private final Runs runs;

    Api(Runs runs) {
        this.runs = runs;
    }

    /// The answer for a path below `/api/v1/`.
    Answer answer(String path, Map<String, String> query) {
        var parts = List.of(path.split("/"));
        if (parts.equals(List.of("version"))) {
            return Answer.json(new JsonLine().open().put("spark", "4.2.0").close().toString());
        }
        if (!parts.getFirst().equals(APPLICATIONS)) {
            return unknown(path);
        }
        if (parts.size() == 1) {
            return json(SparkApplications.of(runs.list(), query));
        }
        var run = runs.find(parts.get(1));
        if (run.isEmpty()) {
            return Answer.problem(404, "unknown app: " + parts.get(1));
        }
        var below = parts.subList(2, parts.size());
        var inAttempt = !below.isEmpty() && below.getFirst().matches("\\d{1,9}");
        return run.get()
                .look(state -> answer(state.now(), inAttempt ? below.subList(1, below.size()) : below, query))
                .map(Api::json)
                .orElseGet(() -> unknown(path));
    }

    private static Answer json(Object value) {
        return Answer.json(new JsonLine().any(value).toString());
    }

    private static Answer unknown(String path) {
        return Answer.problem(404, "There is nothing at /api/v1/" + path + ".");
    }

    private static Optional<Object> answer(Moment moment, List<String> path, Map<String, String> query) {
        if (path.isEmpty()) {
            return Optional.of(SparkApplications.of(moment));
        }
        return switch (path.getFirst()) {
            case "jobs" -> jobs(moment, path, query);
            case "stages" -> stages(moment, path, query);
            case "executors" -> Optional.of(SparkExecutors.of(moment, false));
            case "allexecutors" -> Optional.of(SparkExecutors.of(moment, true));
            case "storage" -> storage(moment, path);
            case "environment" -> Optional.of(SparkApplications.environment(moment.facts()));
            default -> Optional.empty();
        };
    }

    // ---- Jobs -------------------------------------------------------------------------------------------------------

    private static Optional<Object> jobs(Moment moment, List<String> path, Map<String, String> query) {
        if (path.size() == 1) {
            var wanted = words(query, "status");
            return Optional.of(
                    moment.jobs().reversed().stream()
                            .filter(job -> wanted.isEmpty() || wanted.contains(SparkJobs.status(job)))
                            .map(SparkJobs::of)
                            .toList());
        }
        return number(path.get(1)).map(JobId::new).flatMap(moment::job).map((JobView job) -> SparkJobs.of(job));
    }

    /// Such as `succeeded,failed`, in capitals.
    static List<String> words(Map<String, String> query, String name) {
        var value = query.getOrDefault(name, "");
        return value.isEmpty() ? List.of() : List.of(value.toUpperCase(Locale.ROOT).split("[,;]"));
    }

    static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    // ---- Stages -----------------------------------------------------------------------------------------------------

    private static Optional<Object> stages(Moment moment, List<String> path, Map<String, String> query) {
        if (path.size() == 1) {
            var wanted = words(query, "status");
            return Optional.of(
                    moment.stages().reversed().stream()
                            .filter(stage -> wanted.isEmpty() || wanted.contains(SparkStages.status(stage)))
                            .map(stage -> SparkStages.of(stage, Map.of()))
                            .toList());
        }
        var found = number(path.get(1)).map(StageId::new).flatMap(moment::stage);
        return found.flatMap(stage -> stage(stage, path, query));
    }

    private static Optional<Object> stage(StageView stage, List<String> path, Map<String, String> query) {
        var detail = path.size() > 3 ? path.get(3) : "";
        return switch (detail) {
            case "taskSummary" -> Optional.of(SparkTasks.summary(stage, quantiles(query)));
            case "taskList" -> Optional.of(SparkTasks.list(stage, query));
            case "" ->
                    Optional.of(
                            path.size() == 2
                                    ? List.of(SparkStages.detailed(stage, query))
                                    : SparkStages.detailed(stage, query));
            default -> Optional.empty();
        };
    }

    private static double[] quantiles(Map<String, String> query) {
        var text = query.getOrDefault("quantiles", "0.05,0.25,0.5,0.75,0.95");
        try {
            return Stream.of(text.split(",")).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Bad value for parameter \"quantiles\": \"" + text + "\"", e);
        }
    }

    // ---- Storage ----------------------------------------------------------------------------------------------------

    private static Optional<Object> storage(Moment moment, List<String> path) {
        if (path.size() < 2 || !path.get(1).equals("rdd")) {
            return Optional.empty();
        }
        if (path.size() == 2) {
            return Optional.of(moment.cached().stream().map(SparkExecutors::dataset).toList());
        }
        return number(path.get(2))
                .map(DatasetId::new)
                .flatMap(id -> moment.cached().stream().filter(dataset -> dataset.id().equals(id)).findFirst())
                .map(SparkExecutors::dataset);
    }
}
