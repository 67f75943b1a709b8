/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.ui.advice.Advice;
import dev.sparrow.ui.advice.Advisor;
import dev.sparrow.ui.log.JsonLine;
import dev.sparrow.ui.page.HistoryPage;
import dev.sparrow.ui.page.PageFrame;
import dev.sparrow.ui.page.Views;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.RunState;
import dev.sparrow.value.JobId;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the server answers, by path. Without sockets; the two endless answers, [#CHANGES] and [#EVENTS], are those of
/// [PageServer].
///
/// | path | what |
/// |---|---|
/// | `/` | the page of the one run, or the list of all |
/// | `/run/ID/` | the page of one of several; what follows is below this, too |
/// | `view/NAME?at=MICROS` | a view, now or at a time |
/// | `changes`, `events` | streams: that something has changed; what happens |
/// | `advice` | as JSON |
/// | `metrics` | in the text form of OpenMetrics |
/// | `job/N/cancel` | POST: ends a job |
/// | `/api/v1/…` | as Spark's |
public final class Routes {
    static final String CHANGES = "changes";
    static final String EVENTS = "events";

    private static final String RUN = "run/";
    private static final String API = "api/v1/";
    private static final String VIEW = "view/";

    private final Runs runs;
    private final Views views;
    private final String token;

    public Routes(Runs runs, Views views, String token) {
        this.runs = runs;
        this.views = views;
        this.token = token;
    }

    /// A path as somebody asks for it.
    ///
    /// @param below the part of the path that is below the run
    record Target(ShownRun run, String below) {}

    /// The run that a path belongs to; empty if there is none.
    Optional<Target> target(String path) {
        if (path.startsWith(RUN)) {
            var slash = path.indexOf('/', RUN.length());
            return slash < 0
                    ? Optional.empty()
                    : runs.find(path.substring(RUN.length(), slash))
                            .map(run -> new Target(run, path.substring(slash + 1)));
        }
        return runs.only().map(run -> new Target(run, path));
    }

    /// The answer to a request that is allowed.
    ///
    /// @param path without the slash at its beginning
    public Answer answer(String method, String path, Map<String, String> query) {
        try {
            if (path.startsWith(API)) {
                return new Api(runs).answer(path.substring(API.length()), query);
            }
            if (path.equals("page.css") || path.endsWith("/page.css")) {
                return Answer.of("text/css", PageFrame.resource("page.css"));
            }
            if (path.equals("page.js") || path.endsWith("/page.js")) {
                return Answer.of("text/javascript", PageFrame.resource("page.js"));
            }
            if (path.isEmpty() && runs.only().isEmpty()) {
                return Answer.html(HistoryPage.of(runs.list().stream().map(Routes::row).toList()));
            }
            return target(path)
                    .map(target -> answer(method, target, query))
                    .orElseGet(() -> Answer.problem(404, "There is nothing at /" + path + "."));
        } catch (IllegalArgumentException e) {
            return Answer.problem(422, String.valueOf(e.getMessage()));
        }
    }

    private static HistoryPage.Row row(Runs.Listed run) {
        return new HistoryPage.Row(run.id(), run.facts(), run.tookMicros(), run.bytes(), run.problem());
    }

    private Answer answer(String method, Target target, Map<String, String> query) {
        var run = target.run();
        var below = target.below();
        if (method.equals("POST")) {
            return post(run, below);
        }
        if (below.startsWith(VIEW)) {
            return view(run, below.substring(VIEW.length()), query);
        }
        return switch (below) {
            case "" -> Answer.html(PageFrame.of(run.facts(), run.isLive(), token));
            case "advice" -> Answer.json(run.look(state -> advice(Advisor.of(state.now()))));
            case "metrics" ->
                    Answer.of(
                            "application/openmetrics-text; version=1.0.0",
                            run.look(state -> OpenMetrics.of(state.now())));
            default -> Answer.problem(404, "There is nothing at " + below + " of this run.");
        };
    }

    private static Answer post(ShownRun run, String below) {
        if (!below.matches("job/\\d{1,9}/cancel")) {
            return Answer.problem(404, "Nothing can be changed at " + below + ".");
        }
        var job = new JobId(Integer.parseInt(below.replaceAll("\\D", "")));
        return run.cancel(job)
                ? Answer.json("{\"cancelled\":" + job + "}")
                : Answer.problem(409, "Job " + job + " is not running.");
    }

    private Answer view(ShownRun run, String name, Map<String, String> query) {
        return run.look(state -> {
            var moment = moment(state, query.getOrDefault("at", ""));
            return views.view(name, moment)
                    .map(Answer::html)
                    .orElseGet(() -> Answer.problem(404, "There is no view " + name + " at this moment."))
                    .with("sparrow-last", Long.toString(state.last()))
                    .with("sparrow-over", Boolean.toString(state.isOver() || !run.isLive()));
        });
    }

    private static Moment moment(RunState state, String at) {
        return at.matches("\\d{1,18}") ? state.at(Long.parseLong(at)) : state.now();
    }

    static String advice(List<Advice> all) {
        var json = new JsonLine().openArray();
        for (var advice : all) {
            json.open().put("rule", advice.rule()).put("line", advice.line());
            advice.stage().ifPresent(stage -> json.put("stage", stage.value()));
            json.put("observed", advice.observed()).put("change", advice.change()).put("seconds", advice.seconds());
            json.close();
        }
        return json.closeArray().toString();
    }
}
