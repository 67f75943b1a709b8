/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl;

class ClosuresOnBytesTest extends ClosureCatalogue {
    ClosuresOnBytesTest() {
        super("local-bytes[3]", false);
    }
}
