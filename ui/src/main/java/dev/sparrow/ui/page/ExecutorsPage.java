/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Amounts;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.state.Moment;

import java.util.List;

/// The executors, and how busy they were.
final class ExecutorsPage {
    private ExecutorsPage() {}

    static String of(Moment moment) {
        var html = new Markup();
        html.element("h1", "Executors");
        var table =
                new TableOf(
                        "Executors",
                        List.of(
                                "Executor",
                                "Host",
                                "State",
                                "#Slots",
                                "#Running",
                                "#Done",
                                "#Failed",
                                "#Busy",
                                "#Joined"));
        for (var view : moment.executors()) {
            var executor = view.executor();
            var there = Math.max(1, Math.min(executor.left(), moment.at()) - executor.joined());
            table.row(view.present() ? "" : "failed").cell(executor.id()).cell(executor.host());
            table.cell(view.present() ? "there" : "left: " + executor.cause()).number(executor.slots());
            table.number(view.running()).number(Amounts.count(view.done())).number(Amounts.count(view.failed()));
            table.number(Amounts.percent((double) view.busyMicros() / there / Math.max(1, executor.slots())));
            table.number(Amounts.micros(executor.joined())).end();
        }
        return html.raw(table.done()).toString();
    }
}
