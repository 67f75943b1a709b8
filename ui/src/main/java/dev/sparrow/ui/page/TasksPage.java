/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.LanesPicture;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.state.Moment;

/// All attempts of a run over time.
final class TasksPage {
    private TasksPage() {}

    static String of(Moment moment) {
        var html = new Markup();
        html.element("h1", "Tasks").element("p", "A lane for each slot; colours tell stages apart.");
        html.open(
                "div",
                "class",
                "scroll picture",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Attempts over time");
        html.raw(LanesPicture.of(moment.stages())).close("div");
        return html.raw(
                        JobPage.table(
                                "Stages", moment.stages().stream().filter(stage -> stage.hasRun()).limit(300).toList()))
                .toString();
    }
}
