/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import org.slf4j.LoggerFactory;

/// An example that uses more than the public API: the architecture test must find fault with it.
public final class NosyExample {
    private NosyExample() {}

    static void run() {
        LoggerFactory.getLogger(NosyExample.class).info("hello");
    }
}
