/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.syntax;

/// A node of the tree that a statement is read as.
///
/// Nodes are records that are equal if they say the same, wherever they stand ([Span]). Lists in them cannot be
/// changed, and nothing in them is null. What has two forms in SQL, such as `extract(year from d)` and
/// `date_part('year', d)`, has one here.
public sealed interface Syntax
        permits Statement,
                Query,
                Source,
                Expression,
                TypeName,
                Name,
                QualifiedName,
                SelectItem,
                GroupBy,
                OrderBy,
                Limit,
                Window,
                Sample,
                CommonTable,
                Pivot,
                Argument,
                Option {
    /// Where it stands in the text.
    Span at();
}
