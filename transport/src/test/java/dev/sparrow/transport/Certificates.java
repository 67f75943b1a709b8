/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes key stores with the JDK's keytool.
final class Certificates {
    static final String PASSWORD = "for tests only";

    private final Path folder;

    Certificates(Path folder) {
        this.folder = folder;
    }

    /// A store for each name, each with its own key, trusting all of these.
    void make(List<String> names) throws IOException, InterruptedException {
        for (var name : names) {
            keytool(store(name), "-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=" + name);
            keytool(store(name), "-exportcert", "-alias", "own", "-file", folder.resolve(name + ".cer").toString());
        }
        for (var name : names) {
            for (var trusted : names) {
                if (!trusted.equals(name)) {
                    var file = folder.resolve(trusted + ".cer").toString();
                    keytool(store(name), "-importcert", "-noprompt", "-alias", trusted, "-file", file);
                }
            }
        }
    }

    Security of(String name) {
        return Security.certificates(store(name), PASSWORD.toCharArray());
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        var log = Files.createTempFile(folder, "keytool", ".log");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(log));
        }
    }
}
