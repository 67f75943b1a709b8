/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The facts besides Sparrow that a figure depends on.
public record Machine(String processor, int cores, String system, String java, String master) {

    public static Machine thisOne(String master) {
        var system =
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version")
                        + " "
                        + System.getProperty("os.arch");
        var java = System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
        return new Machine(processorName(), Runtime.getRuntime().availableProcessors(), system, java, master);
    }

    /// As Linux tells it; other systems have no file to read it from.
    private static String processorName() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }

    @Override
    public String toString() {
        return processor + ", " + cores + " cores, " + system + "\n" + java + ", master " + master;
    }
}
