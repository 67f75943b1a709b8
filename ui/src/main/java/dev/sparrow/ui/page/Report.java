/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Amounts;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.state.Moment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A run as one file of HTML, which needs no server and no network: all views are in it, and moments of the whole.
///
/// Its policy allows the one script and the one stylesheet that stand in it, by their hashes, and nothing else.
public final class Report {
    /// How many views of single jobs and stages a report has: the longest.
    private static final int DETAILS_MAX = 300;

    private static final int MOMENTS = 24;

    private Report() {}

    /// That of a run.
    ///
    /// @param moment its last one
    public static String of(Moment moment, SourceFinder sources) {
        var style = PageFrame.resource("page.css");
        var script = PageFrame.resource("report.js");
        var html = new Markup();
        html.raw("<!DOCTYPE html>").open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
        html.open(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; img-src data:; style-src '"
                        + hash(style)
                        + "'; script-src '"
                        + hash(script)
                        + "'");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", moment.facts().app() + " – Sparrow report");
        html.open("link", "rel", "icon", "href", "data:,");
        html.open("style").raw(style).close("style").close("head").open("body", "class", "report");
        PageFrame.head(html, moment.facts());
        html.open("main", "id", "view", "tabindex", "-1");
        views(moment, new Views(sources))
                .forEach((name, view) ->
                        html.open("section", "id", "view/" + name, "data-view", name).raw(view).close("section"));
        html.close("main");
        moments(html, moment);
        PageFrame.scrubber(html);
        html.open("script").raw(script).close("script");
        return html.close("body").close("html").toString();
    }

    private static Map<String, String> views(Moment moment, Views views) {
        var made = new LinkedHashMap<String, String>();
        Views.TOP.forEach(view -> views.view(view.name(), moment).ifPresent(html -> made.put(view.name(), html)));
        details(moment).forEach(name -> views.view(name, moment).ifPresent(html -> made.put(name, html)));
        return made;
    }

    private static List<String> details(Moment moment) {
        var names = Views.names(moment).stream().filter(name -> name.contains("/")).toList();
        return names.size() <= DETAILS_MAX ? names : names.subList(names.size() - DETAILS_MAX, names.size());
    }

    /// The list of jobs at some times between start and end, for the scrubber; pictures tell their times themselves.
    private static void moments(Markup html, Moment moment) {
        var run = moment.run();
        for (var i = 0; i < MOMENTS; i++) {
            var at = moment.at() * i / MOMENTS;
            html.open("template", "class", "moment", "data-at", at, "data-words", Amounts.micros(at));
            html.raw(JobsPage.of(run.at(at))).close("template");
        }
        html.open("template", "class", "end", "data-at", moment.at(), "data-words", Amounts.micros(moment.at()));
        html.close("template");
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
