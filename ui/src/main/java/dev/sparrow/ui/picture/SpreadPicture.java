/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.picture;

import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.StageView;

/// How a figure spreads over the tasks of a stage: a bar for each of some ranges, from the least to the greatest.
public final class SpreadPicture {
    private static final int BARS = 40;
    private static final double WIDTH = 400;
    private static final double HEIGHT = 80;

    private SpreadPicture() {}

    public static String of(StageView stage, Figure figure) {
        var spread = stage.quantiles(figure);
        var counts = new int[BARS];
        var range = Math.max(1, spread.greatest() - spread.least());
        stage.eachDone(row -> {
            var above = stage.tasks().figure(figure, row) - spread.least();
            counts[(int) Math.min(BARS - 1, above * BARS / range)]++;
        });
        var svg =
                new Svg(
                        "spread",
                        WIDTH,
                        HEIGHT,
                        figure.words()
                                + " of "
                                + spread.count()
                                + " tasks: from "
                                + Amounts.of(figure, spread.least())
                                + " to "
                                + Amounts.of(figure, spread.greatest())
                                + ", median "
                                + Amounts.of(figure, spread.median()));
        var most = 1;
        for (var count : counts) {
            most = Math.max(most, count);
        }
        for (var i = 0; i < BARS; i++) {
            if (counts[i] > 0) {
                var height = Math.max(1.5, (HEIGHT - 20) * counts[i] / most);
                var low = Amounts.of(figure, spread.least() + range * i / BARS);
                svg.rectangle(
                        "bar",
                        WIDTH * i / BARS,
                        HEIGHT - 16 - height,
                        WIDTH / BARS - 1,
                        height,
                        counts[i] + " from " + low);
            }
        }
        svg.text("small", 0, HEIGHT - 2, "start", Amounts.of(figure, spread.least()));
        svg.text("small", WIDTH, HEIGHT - 2, "end", Amounts.of(figure, spread.greatest()));
        return svg.done();
    }
}
