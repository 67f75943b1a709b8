/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import java.nio.file.Path;

/// What the build made before these tests, as the POM of this module tells them.
final class Built {
    static final Path ROOT = path("sparrow.root");
    static final Path IMAGE = path("sparrow.image");
    static final Path ARCHIVE = path("sparrow.archive");
    static final String VERSION = System.getProperty("sparrow.version");
    static final String JVM_FLAGS = System.getProperty("sparrow.jvm.flags");

    private Built() {}

    private static Path path(String property) {
        var value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(property + " is not set: run these tests with mvn verify");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }
}
