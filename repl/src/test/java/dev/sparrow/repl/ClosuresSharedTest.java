/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl;

class ClosuresSharedTest extends ClosureCatalogue {
    ClosuresSharedTest() {
        super("local[2]", false);
    }
}
