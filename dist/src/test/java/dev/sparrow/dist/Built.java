/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import java.nio.file.Path;

/// What the build made before these tests, as the POM of this module tells them.
final class Built {
    static final Path ROOT = path("built.root");
    static final Path IMAGE = path("built.image");
    static final Path ARCHIVE = path("built.archive");

    /// The Java that runs Maven.
    static final Path MAVEN_JAVA = path("built.maven.java");

    static final String VERSION = System.getProperty("built.version");
    static final String JVM_FLAGS = System.getProperty("built.jvm.flags");

    private Built() {}

    private static Path path(String property) {
        var value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(property + " is not set: run these tests with mvn verify");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }
}
