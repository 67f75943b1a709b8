/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.closure;

import java.util.Optional;

/// Where the units of a shell's code come from.
public interface UnitSource {

    /// What a class is part of; empty if there is none any more.
    ///
    /// @param className with slashes
    Optional<SnippetCode.Unit> unitOf(String className);

    /// By its hash; empty if there is none any more.
    Optional<SnippetCode.Unit> unit(String hash);
}
