/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.picture;

/// A picture of some size. It says what it shows to those who do not see it.
public final class Svg {
    private final Markup markup = new Markup();

    /// @param kind the class of its root, such as `dag`
    /// @param title what it shows, in one sentence
    public Svg(String kind, double width, double height, String title) {
        markup.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                kind,
                "viewBox",
                "0 0 " + Math.round(width) + " " + Math.round(height),
                "width",
                width,
                "height",
                height,
                "role",
                kind.equals("dag") ? "group" : "img", // it has links
                "aria-label",
                title);
    }

    public Svg rectangle(String kind, double x, double y, double width, double height, String title) {
        markup.open("rect", "class", kind, "x", x, "y", y, "width", width, "height", height);
        return title(title).end("rect");
    }

    public Svg line(String kind, double x1, double y1, double x2, double y2) {
        markup.empty("line", "class", kind, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
        return this;
    }

    /// A way, in SVG's own words.
    public Svg path(String kind, String way, double width, String title) {
        markup.open("path", "class", kind, "d", way, "stroke-width", width);
        return title(title).end("path");
    }

    /// Writes a text.
    ///
    /// @param anchor `start`, `middle` or `end`
    public Svg text(String kind, double x, double y, String anchor, String content) {
        markup.element("text", content, "class", kind, "x", x, "y", y, "text-anchor", anchor);
        return this;
    }

    /// Opens a link to another view.
    public Svg link(String target, String label) {
        markup.open("a", "href", target, "aria-label", label);
        return this;
    }

    /// Opens a group, with what the page wants to know of it.
    ///
    /// @param attributes names and values by turns
    public Svg group(Object... attributes) {
        markup.open("g", attributes);
        return this;
    }

    public Svg end(String element) {
        markup.close(element);
        return this;
    }

    private Svg title(String title) {
        if (!title.isEmpty()) {
            markup.element("title", title);
        }
        return this;
    }

    /// The whole picture.
    public String done() {
        return markup + "</svg>";
    }
}
