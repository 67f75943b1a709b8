/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How two ends of a connection show who they are.
///
///     caller                                  called
///     HELLO    name, 32 random bytes    →
///                                       ←     HELLO    name, 32 random bytes
///     PROOF    HMAC(secret, "caller" | both hellos)    →
///                                       ←     PROOF    HMAC(secret, "called" | both hellos)
///
/// The proofs are over random numbers of both, so that none can be used again; they differ by role, so that none can be
/// sent back; and the caller gives the first, so that whoever calls without the secret gets nothing to try guesses on.
/// Without a secret the proofs are empty. Instead of its message the called end may say why it refuses.
final class Handshake {
    private static final int MAGIC = 0x53_50_52_57;
    private static final int VERSION = 1;
    private static final int NONCE_BYTES = 32;
    private static final int MESSAGE_BYTES_MAX = 1_024;
    private static final int NAME_CHARS_MAX = 200;
    private static final byte HELLO = 1;
    private static final byte PROOF = 2;
    private static final byte REFUSAL = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<byte[]> secret;
    private final DataInputStream in;
    private final DataOutputStream out;

    Handshake(Security security, InputStream in, OutputStream out) {
        this.secret = security.secret();
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    /// What an end says of itself.
    ///
    /// @param creditBytes what it takes before it has given more credit; 0 if the connection is for calls
    record Hello(String name, int creditBytes) {

        static Hello forCalls(String name) {
            return new Hello(name, 0);
        }

        boolean calls() {
            return creditBytes == 0;
        }
    }

    /// Calls somebody.
    Hello call(Hello own) throws IOException {
        var ownMessage = hello(own);
        send(HELLO, ownMessage);
        var otherMessage = read(HELLO);
        var other = parse(otherMessage);
        send(PROOF, proof("caller", ownMessage, otherMessage));
        check(read(PROOF), proof("called", ownMessage, otherMessage));
        return other;
    }

    /// Takes a call: reads who it is.
    ///
    /// @param admission says why the caller is not wanted, if so
    Hello answer(Hello own, Admission admission) throws IOException {
        try {
            var otherMessage = read(HELLO);
            var other = parse(otherMessage);
            var ownMessage = hello(own);
            send(HELLO, ownMessage);
            check(read(PROOF), proof("caller", otherMessage, ownMessage));
            admission.check(other);
            send(PROOF, proof("called", otherMessage, ownMessage));
            return other;
        } catch (RefusedException e) {
            send(REFUSAL, e.getMessage().getBytes(StandardCharsets.UTF_8));
            throw e;
        }
    }

    /// Looks at a caller that has shown who it is.
    @FunctionalInterface
    interface Admission {
        void check(Hello caller) throws RefusedException;
    }

    private byte[] hello(Hello own) throws IOException {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var bytes = new ByteArrayOutputStream();
        var data = new DataOutputStream(bytes);
        data.writeInt(MAGIC);
        data.writeByte(VERSION);
        data.writeBoolean(secret.isPresent());
        data.writeUTF(own.name());
        data.writeInt(own.creditBytes());
        data.write(nonce);
        return bytes.toByteArray();
    }

    private Hello parse(byte[] message) throws IOException {
        var data = new DataInputStream(new ByteArrayInputStream(message));
        if (data.readInt() != MAGIC) {
            throw new RefusedException("the other end does not speak Sparrow's protocol");
        }
        var version = data.readByte();
        if (version != VERSION) {
            throw new RefusedException("one end speaks version " + version + ", the other version " + VERSION);
        }
        if (data.readBoolean() != secret.isPresent()) {
            throw new RefusedException("one end has a secret, and the other has none");
        }
        var name = data.readUTF();
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
            throw new RefusedException("a name has 1 to " + NAME_CHARS_MAX + " characters");
        }
        return new Hello(name, data.readInt());
    }

    private byte[] proof(String role, byte[] callerHello, byte[] calledHello) {
        if (secret.isEmpty()) {
            return new byte[0];
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.get(), "HmacSHA256"));
            mac.update(role.getBytes(StandardCharsets.UTF_8));
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, callerHello.length));
            mac.update(callerHello);
            return mac.doFinal(calledHello);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private static void check(byte[] found, byte[] expected) throws RefusedException {
        if (!MessageDigest.isEqual(found, expected)) {
            throw new RefusedException("the two ends have different secrets");
        }
    }

    private void send(byte type, byte[] message) throws IOException {
        out.writeByte(type);
        out.writeShort(message.length);
        out.write(message);
        out.flush();
    }

    private byte[] read(byte expected) throws IOException {
        var type = in.readByte();
        var length = in.readUnsignedShort();
        if (length > MESSAGE_BYTES_MAX || (type != expected && type != REFUSAL)) {
            throw new RefusedException("the other end does not speak Sparrow's protocol, or speaks TLS");
        }
        var message = new byte[length];
        in.readFully(message);
        if (type == REFUSAL) {
            throw new RefusedException("refused by the other end: " + printable(message));
        }
        return message;
    }

    /// It may come from anybody, and goes into logs.
    private static String printable(byte[] message) {
        return new String(message, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }
}
