/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.transport.Security;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which cell, and how its processes know each other. Secrets are read from files: what stands on a command line can be
/// seen by all users of a computer.
final class CellOptions {
    @Option(
            names = {"--peers", "--cell"},
            required = true,
            paramLabel = "a=HOST:PORT,…",
            converter = MembersConverter.class,
            description = "All members and where they listen.")
    MembersConverter.Members members;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "A secret that all members and clients know; at least 16 bytes.")
    private Path secretFile;

    @Option(
            names = "--key-store",
            paramLabel = "FILE",
            description = {
                "A PKCS12 file with the own key, its certificate (CN is the member's name) and those that are trusted:"
                        + " connections use TLS."
            })
    private Path keyStore;

    @Option(names = "--key-store-password-file", paramLabel = "FILE", description = "The password of the key store.")
    private Path keyStorePasswordFile;

    Security security() {
        var security =
                keyStore == null
                        ? Security.none()
                        : Security.certificates(
                                keyStore,
                                keyStorePasswordFile == null ? new char[0] : line(keyStorePasswordFile).toCharArray());
        return secretFile == null ? security : security.withSecret(line(secretFile));
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new SparrowException(ErrorCode.INPUT_UNREADABLE, "Cannot read " + file + ": " + e + ".", e);
        }
    }
}
