/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl;

class ClosuresIsolatedTest extends ClosureCatalogue {
    ClosuresIsolatedTest() {
        super("local[2]", true);
    }
}
