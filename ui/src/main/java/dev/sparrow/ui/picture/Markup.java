/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.picture;

import dev.sparrow.error.PlainText;

/// Elements of HTML or SVG, written from left to right. Texts and values of attributes are data and never markup.
public final class Markup {
    private final StringBuilder text = new StringBuilder();

    /// Opens an element.
    ///
    /// @param attributes names and values by turns; one whose value is null is left out
    public Markup open(String element, Object... attributes) {
        text.append('<').append(element);
        attributes(attributes);
        text.append('>');
        return this;
    }

    /// An element without content.
    public Markup empty(String element, Object... attributes) {
        text.append('<').append(element);
        attributes(attributes);
        text.append("/>");
        return this;
    }

    public Markup close(String element) {
        text.append("</").append(element).append('>');
        return this;
    }

    /// An element with a text in it.
    public Markup element(String element, Object content, Object... attributes) {
        return open(element, attributes).text(content).close(element);
    }

    public Markup text(Object content) {
        text.append(escaped(String.valueOf(content)));
        return this;
    }

    /// What was made by another one of these.
    public Markup raw(Object made) {
        text.append(made);
        return this;
    }

    private void attributes(Object... attributes) {
        for (var i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                text.append(' ')
                        .append(attributes[i])
                        .append("=\"")
                        .append(escaped(shown(attributes[i + 1])))
                        .append('"');
            }
        }
    }

    private static String shown(Object value) {
        if (value instanceof Double number) {
            var rounded = Math.round(10 * number) / 10.0;
            return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
        }
        return value.toString();
    }

    private static String escaped(String value) {
        var plain = PlainText.lines(value);
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
