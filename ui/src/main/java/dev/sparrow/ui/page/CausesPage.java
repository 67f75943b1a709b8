/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Amounts;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.state.ExecutorState;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.Recomputed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What was computed again and why, as a tree: the cause, the data that were lost by it, what was done.
final class CausesPage {
    private CausesPage() {}

    static String of(Moment moment) {
        var html = new Markup();
        html.element("h1", "Recomputed");
        var all = moment.recomputed();
        var gone = moment.executors().stream().filter(executor -> !executor.present()).toList();
        if (all.isEmpty() && gone.isEmpty()) {
            return html.element("p", "Nothing was lost and computed again.").toString();
        }
        var byCause = new LinkedHashMap<Optional<ExecutorState>, List<Recomputed>>();
        all.forEach(again -> byCause.computeIfAbsent(again.cause(), _ -> new ArrayList<>()).add(again));
        html.open("ul", "class", "tree");
        byCause.forEach((cause, branches) -> {
            html.open("li").element("strong", cause.map(CausesPage::words).orElse("Data were lost"));
            html.open("ul");
            branches.forEach(again -> branch(html, again));
            html.close("ul").close("li");
        });
        gone.stream()
                .map(Moment.ExecutorView::executor)
                .filter(executor -> !byCause.containsKey(Optional.of(executor)))
                .forEach(executor ->
                        html.open("li")
                                .element("strong", words(executor))
                                .text(" Nothing had to be made again for it.")
                                .close("li"));
        return html.close("ul").toString();
    }

    private static String words(ExecutorState executor) {
        return Amounts.micros(executor.left()) + ": executor " + executor.id() + " left: " + executor.cause() + ".";
    }

    private static void branch(Markup html, Recomputed again) {
        var lost = again.lost();
        html.open("li");
        html.text(
                Amounts.micros(lost.at())
                        + ": "
                        + (lost.partitions().size() == 1 ? "partition " : "partitions ")
                        + String.join(", ", lost.partitions().stream().limit(20).map(String::valueOf).toList())
                        + (lost.partitions().size() > 20 ? ", …" : "")
                        + " of "
                        + lost.name()
                        + (lost.partitions().size() == 1 ? " was missing. " : " were missing. ")
                        + lost.reason()
                        + " "
                        + lost.consequence());
        html.open("ul").open("li");
        html.text(
                again.tasks()
                        + (again.tasks() == 1 ? " task" : " tasks")
                        + " ran again, for "
                        + Amounts.micros(again.micros())
                        + ". ");
        again.stage().ifPresent(stage -> html.element("a", "Stage " + stage, "href", "#/stage/" + stage));
        html.close("li").close("ul").close("li");
    }
}
