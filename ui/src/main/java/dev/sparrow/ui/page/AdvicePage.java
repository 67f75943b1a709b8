/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.advice.Advisor;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.state.Moment;

import java.util.Locale;

/// What to change.
final class AdvicePage {
    private AdvicePage() {}

    static String of(Moment moment) {
        var html = new Markup();
        html.element("h1", "Advice");
        var all = Advisor.of(moment);
        if (all.isEmpty()) {
            return html.element("p", "Nothing that would win half a second was found.").toString();
        }
        html.element("p", "What would win most stands first. Seconds are estimates.").open("ol", "class", "advice");
        for (var advice : all) {
            html.open("li");
            html.element(
                    "h2",
                    advice.rule()
                            + (advice.line().isEmpty() ? "" : " at " + advice.line())
                            + String.format(Locale.ROOT, ": about %.1f s", advice.seconds()));
            html.element("p", advice.observed()).open("p").element("strong", advice.change());
            advice.stage()
                    .ifPresent(stage -> html.text(" ").element("a", "Stage " + stage, "href", "#/stage/" + stage));
            html.close("p").close("li");
        }
        return html.close("ol").toString();
    }
}
