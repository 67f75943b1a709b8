/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.state.RunFacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What stands around the views of a run on a server: navigation, scrubber, and the script that fetches views.
public final class PageFrame {
    private PageFrame() {}

    /// A page whose script fetches its views.
    ///
    /// @param facts of the run
    /// @param live whether the run is under way
    /// @param token that requests need which change something; empty if nothing can be changed
    public static String of(RunFacts facts, boolean live, String token) {
        var html = new Markup();
        html.raw("<!DOCTYPE html>").open("html", "lang", "en").open("head");
        html.open("meta", "charset", "utf-8").element("title", facts.app() + " – Sparrow");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("meta", "name", "sparrow-token", "content", token);
        html.open("meta", "name", "sparrow-live", "content", live);
        html.open("link", "rel", "icon", "href", "data:,");
        html.open("link", "rel", "stylesheet", "href", "page.css");
        html.open("script", "type", "module", "src", "page.js").close("script").close("head").open("body");
        head(html, facts);
        html.open("main", "id", "view", "tabindex", "-1", "aria-live", "off").element("p", "Loading …").close("main");
        scrubber(html);
        return html.close("body").close("html").toString();
    }

    static void head(Markup html, RunFacts facts) {
        html.element("a", "Skip to the view", "class", "skip", "href", "#view");
        html.open("header").element("p", facts.app(), "class", "app");
        html.open("nav", "aria-label", "Views").open("ul");
        for (var view : Views.TOP) {
            html.open("li")
                    .element("a", view.words(), "href", "#/" + view.name(), "data-view", view.name())
                    .close("li");
        }
        html.close("ul").close("nav").close("header");
    }

    static void scrubber(Markup html) {
        html.open("footer").open("form", "id", "time", "class", "scrubber");
        html.element("button", "Play", "type", "button", "id", "play");
        html.element("label", "Time", "for", "at");
        html.open("input", "type", "range", "id", "at", "min", 0, "max", 1000, "value", 1000, "step", 1);
        html.element("output", "now", "id", "moment", "for", "at");
        html.element("button", "Latest", "type", "button", "id", "latest").close("form").close("footer");
    }

    /// A file of the page: its stylesheet or its script.
    ///
    /// @param name such as `page.css`
    public static String resource(String name) {
        try (var stream = PageFrame.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("The page has no file " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
