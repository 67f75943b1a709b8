/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Makes key stores, their keys with the JDK's keytool.
final class Certificates {
    static final String PASSWORD = "for tests only";
    private static final String OWN = "own";

    private final Path folder;

    Certificates(Path folder) {
        this.folder = folder;
    }

    /// A store for each name, each with its own key, trusting all of these.
    void make(List<String> names) throws Exception {
        var makers = new LinkedHashMap<String, Process>();
        for (var name : names) {
            makers.put(name, makeKey(name));
        }
        for (var maker : makers.entrySet()) {
            assertThat(maker.getValue().waitFor()).as("keytool: %s", Files.readString(log(maker.getKey()))).isZero();
        }
        var stores = new LinkedHashMap<String, KeyStore>();
        for (var name : names) {
            stores.put(name, KeyStore.getInstance(store(name).toFile(), PASSWORD.toCharArray()));
        }
        for (var store : stores.entrySet()) {
            for (var trusted : stores.entrySet()) {
                if (!trusted.getKey().equals(store.getKey())) {
                    store.getValue().setCertificateEntry(trusted.getKey(), trusted.getValue().getCertificate(OWN));
                }
            }
        }
        for (var store : stores.entrySet()) {
            try (var out = Files.newOutputStream(store(store.getKey()))) {
                store.getValue().store(out, PASSWORD.toCharArray());
            }
        }
    }

    Security of(String name) {
        return Security.certificates(store(name), PASSWORD.toCharArray());
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private Process makeKey(String name) throws IOException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var key = List.of(keytool, "-genkeypair", "-alias", OWN, "-keyalg", "EC", "-dname", "CN=" + name);
        var command = new ArrayList<>(key);
        command.addAll(List.of("-keystore", store(name).toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(name).toFile()).start();
    }
}
