/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

/// Where what a cell prints goes, while it runs.
interface Output {
    Output NOWHERE =
            new Output() {
                @Override
                public void print(String text) {}

                @Override
                public void table(String html, String text) {}

                @Override
                public void picture(String svg, String text) {}

                @Override
                public void progress(String line) {}
            };

    /// Plain text, in the order in which it was printed.
    void print(String text);

    /// A table.
    ///
    /// @param text the same for who shows no HTML
    void table(String html, String text);

    /// A chart.
    ///
    /// @param text the same for who shows no pictures
    void picture(String svg, String text);

    /// How far jobs are, in place of what was told before; empty if there is nothing to tell any more.
    void progress(String line);
}
