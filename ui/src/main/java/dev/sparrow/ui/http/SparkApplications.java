/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.RunFacts;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs, as Spark tells of applications.
final class SparkApplications {
    private SparkApplications() {}

    /// Those that a query asks for, the latest first.
    static List<Object> of(List<Runs.Listed> runs, Map<String, String> query) {
        var status = Api.words(query, "status");
        var limit = Api.number(query.getOrDefault("limit", "")).orElse(Integer.MAX_VALUE);
        return runs.stream()
                .filter(run -> run.facts().isPresent())
                .filter(run ->
                        status.isEmpty() || status.contains(run.tookMicros().isPresent() ? "COMPLETED" : "RUNNING"))
                .filter(run -> isWithin(run.facts().get().started(), query, "minDate", "maxDate"))
                .filter(run ->
                        run.tookMicros().isEmpty()
                                ? !query.containsKey("maxEndDate")
                                : isWithin(end(run), query, "minEndDate", "maxEndDate"))
                .limit(limit)
                .map(run -> (Object) of(run.facts().get(), run.tookMicros()))
                .toList();
    }

    private static Instant end(Runs.Listed run) {
        return run.facts().orElseThrow().instant(run.tookMicros().orElseThrow());
    }

    private static boolean isWithin(Instant time, Map<String, String> query, String least, String most) {
        return (!query.containsKey(least) || !time.isBefore(SparkTime.parse(query.get(least))))
                && (!query.containsKey(most) || !time.isAfter(SparkTime.parse(query.get(most))));
    }

    static Map<String, Object> of(Moment moment) {
        return of(moment.facts(), moment.isOver() ? Optional.of(moment.at()) : Optional.empty());
    }

    private static Map<String, Object> of(RunFacts facts, Optional<Long> tookMicros) {
        var end = tookMicros.map(facts::instant);
        var attempt = new LinkedHashMap<String, Object>();
        attempt.put("startTime", SparkTime.of(facts.started()));
        attempt.put("endTime", end.map(SparkTime::of).orElse("1969-12-31T23:59:59.999GMT"));
        attempt.put("duration", end.map(time -> time.toEpochMilli() - facts.started().toEpochMilli()).orElse(0L));
        attempt.put("completed", end.isPresent());
        attempt.put("appSparkVersion", facts.version());
        attempt.put("startTimeEpoch", facts.started().toEpochMilli());
        attempt.put("endTimeEpoch", end.map(Instant::toEpochMilli).orElse(-1L));
        var application = new LinkedHashMap<String, Object>();
        application.put("id", facts.id());
        application.put("name", facts.app());
        application.put("attempts", List.of(attempt));
        return application;
    }

    static Map<String, Object> environment(RunFacts facts) {
        var environment = new LinkedHashMap<String, Object>();
        environment.put("runtime", Map.of());
        environment.put(
                "sparkProperties",
                facts.settings().stream()
                        .sorted(Comparator.comparing(RunFacts.Setting::name))
                        .map(setting -> List.of(setting.name(), setting.value()))
                        .toList());
        environment.put("systemProperties", List.of());
        environment.put("classpathEntries", List.of());
        return environment;
    }
}
