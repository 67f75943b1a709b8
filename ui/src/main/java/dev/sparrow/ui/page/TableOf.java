/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Markup;

import java.util.List;

/// A table of HTML, with a caption for those who do not see what it stands under.
final class TableOf {
    private final Markup html = new Markup();

    /// @param columns their heads; those that begin with `#` are of numbers
    TableOf(String caption, List<String> columns) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        html.open("table").element("caption", caption).open("thead").open("tr");
        for (var column : columns) {
            var number = column.startsWith("#");
            html.element(
                    "th", number ? column.substring(1) : column, "scope", "col", "class", number ? "number" : null);
        }
        html.close("tr").close("thead").open("tbody");
    }

    /// Begins a row.
    ///
    /// @param kind its class; may be empty
    TableOf row(String kind) {
        html.open("tr", "class", kind.isEmpty() ? null : kind);
        return this;
    }

    TableOf cell(Object content) {
        html.element("td", content);
        return this;
    }

    TableOf number(Object content) {
        html.element("td", content, "class", "number");
        return this;
    }

    TableOf link(String target, Object content) {
        html.open("td").element("a", content, "href", target).close("td");
        return this;
    }

    /// A cell of what is HTML already.
    TableOf raw(String made) {
        html.open("td", "class", "made").raw(made).close("td");
        return this;
    }

    TableOf end() {
        html.close("tr");
        return this;
    }

    String done() {
        return html + "</tbody></table></div>";
    }
}
