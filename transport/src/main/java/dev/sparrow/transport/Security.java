/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// How the ends of a connection know that they may talk to each other.
///
/// * nothing: only between processes of one machine, by its loopback address;
/// * a secret that both know: each proves it by an HMAC over fresh random numbers of both, and it is never sent. What
///   is sent afterwards can be read, and by one who sits in between also changed;
/// * certificates of both ends: TLS 1.3, where the name in the certificate is the name of the process, or begins it;
/// * both.
public final class Security {
    private static final int SECRET_BYTES_MIN = 16;

    private final byte[] secret;
    private final SSLContext tls;

    private Security(byte[] secret, SSLContext tls) {
        this.secret = secret;
        this.tls = tls;
    }

    /// Everybody who reaches the port is let in, so it must be one of the loopback address.
    public static Security none() {
        return new Security(null, null);
    }

    /// Whoever knows the secret is let in.
    public static Security secret(String secret) {
        return none().withSecret(secret);
    }

    /// Whoever has a certificate that the store trusts is let in.
    ///
    /// @param keyStore a PKCS12 file with the own key and certificate, and the certificates that are trusted
    public static Security certificates(Path keyStore, char[] password) {
        try (var in = Files.newInputStream(keyStore)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return new Security(null, context);
        } catch (IOException | GeneralSecurityException e) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    ("Cannot use the key store %s: %s. It must be a PKCS12 file with a key, its certificate and those that"
                                    + " are trusted; check the password.")
                            .formatted(keyStore, e.getMessage()),
                    e);
        }
    }

    /// The same, and whoever is let in must know the secret too.
    public Security withSecret(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SECRET_BYTES_MIN) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "A secret of %d bytes can be guessed: it needs at least %d, better random ones."
                            .formatted(bytes.length, SECRET_BYTES_MIN));
        }
        return new Security(bytes, tls);
    }

    boolean isNone() {
        return secret == null && tls == null;
    }

    Optional<byte[]> secret() {
        return Optional.ofNullable(secret);
    }

    Optional<SSLContext> tls() {
        return Optional.ofNullable(tls);
    }
}
