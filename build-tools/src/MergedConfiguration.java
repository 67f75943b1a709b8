/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;

/// Writes what all files `reference.conf` of the class path say together into one file: `MergedConfiguration.java
/// FILE`.
///
/// Each jar of Akka has such a file, all of one name. Who puts the content of jars into one without knowing that keeps
/// only one of them, and nothing would start.
class MergedConfiguration {
    private MergedConfiguration() {}

    public static void main(String[] arguments) throws IOException {
        var parts = Collections.list(MergedConfiguration.class.getClassLoader().getResources("reference.conf"));
        parts.sort(Comparator.comparing(MergedConfiguration::jar));
        var merged = ConfigFactory.empty();
        for (var part : parts) {
            merged = merged.withFallback(ConfigFactory.parseURL(part));
        }
        var target = Path.of(arguments[0]);
        var text = merged.root().render(ConfigRenderOptions.concise().setJson(false)) + "\n";
        Files.createDirectories(target.getParent());
        if (!Files.exists(target) || !Files.readString(target).equals(text)) {
            Files.writeString(target, text);
        }
    }

    /// The name of the jar, which is the same wherever the jars are.
    private static String jar(URL part) {
        var path = part.getPath();
        var jar = path.substring(0, Math.max(0, path.lastIndexOf('!')));
        return jar.substring(jar.lastIndexOf('/') + 1);
    }
}
