/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Amounts;
import dev.sparrow.ui.picture.Markup;
import dev.sparrow.ui.picture.Svg;

/// Bars of how much is done, in tables.
final class Bars {
    private static final double WIDTH = 120;

    private Bars() {}

    static String of(int done, int all) {
        var svg = new Svg("progress", WIDTH, 8, done + " of " + all + " tasks done");
        svg.rectangle("track", 0, 0, WIDTH, 8, "");
        svg.rectangle("bar", 0, 0, all == 0 ? 0 : WIDTH * Math.min(1, (double) done / all), 8, "");
        return svg.done() + new Markup().element("span", " " + Amounts.count(done) + " / " + Amounts.count(all));
    }

    /// A share of something that costs.
    static String heat(double share, String title) {
        var svg = new Svg("progress", WIDTH, 8, title);
        svg.rectangle("track", 0, 0, WIDTH, 8, "");
        svg.rectangle("box heat" + Math.round(9 * Math.min(1, share)), 0, 0, WIDTH * Math.min(1, share), 8, "");
        return svg.done();
    }
}
