/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.state.Moment;

import java.util.List;

/// The settings, and where each came from: those first that somebody has set.
final class SettingsPage {
    private SettingsPage() {}

    static String of(Moment moment) {
        var html = new Markup();
        var facts = moment.facts();
        html.element("h1", "Settings");
        html.element(
                "p",
                facts.app()
                        + " on "
                        + facts.master()
                        + ", started "
                        + facts.started()
                        + (facts.version().isEmpty() ? "" : ", Sparrow " + facts.version())
                        + ", run "
                        + facts.id()
                        + ".");
        var table = new TableOf("Settings", List.of("Name", "Value", "Origin"));
        facts.settings().stream()
                .sorted((one, other) ->
                        Boolean.compare(one.origin().equals("default"), other.origin().equals("default")))
                .forEach(setting ->
                        table.row(setting.origin().equals("default") ? "quiet" : "")
                                .cell(setting.name())
                                .cell(setting.value())
                                .cell(setting.origin())
                                .end());
        return html.raw(table.done()).toString();
    }
}
