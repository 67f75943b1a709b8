/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.wire;

import dev.sparrow.value.ExecutorId;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/// What an executor's process is told by whoever starts it, on its standard input: so that no other process of the
/// machine can read it, and the process knows by the end of its input that the other one has died.
///
/// @param host where the executor listens, and others reach it
/// @param driverHost where the driver is
/// @param driverPort where the driver listens
/// @param secret of the application
/// @param executors that share this machine
/// @param folder for all that it writes; it is deleted with the process
/// @param settings of the context
/// @param once whether the process ends with the application
public record StartOrder(
        ExecutorId executor,
        String host,
        String driverHost,
        int driverPort,
        String secret,
        int executors,
        String folder,
        Map<String, String> settings,
        boolean once) {
    private static final int MAGIC = 0x53_50_52_58;

    /// So that it stands in no log.
    @Override
    public String toString() {
        return "StartOrder of " + executor;
    }

    /// The same, of an executor on another host.
    public StartOrder at(String place, String itsFolder) {
        return new StartOrder(executor, place, driverHost, driverPort, secret, executors, itsFolder, settings, once);
    }

    /// The same, of a process that outlives the application.
    public StartOrder kept() {
        return new StartOrder(executor, host, driverHost, driverPort, secret, executors, folder, settings, false);
    }

    public byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeUTF(executor.value());
            out.writeLong(executor.epoch());
            out.writeUTF(host);
            out.writeUTF(driverHost);
            out.writeInt(driverPort);
            out.writeUTF(secret);
            out.writeInt(executors);
            out.writeUTF(folder);
            out.writeInt(settings.size());
            for (var setting : settings.entrySet()) {
                out.writeUTF(setting.getKey());
                out.writeUTF(setting.getValue());
            }
            out.writeBoolean(once);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The next order.
    ///
    /// @throws java.io.EOFException if there is none any more
    public static StartOrder read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("An executor is started by Sparrow, which tells it what to do");
        }
        var executor = new ExecutorId(in.readUTF(), in.readLong());
        var host = in.readUTF();
        var driverHost = in.readUTF();
        var port = in.readInt();
        var secret = in.readUTF();
        var executors = in.readInt();
        var folder = in.readUTF();
        var settings = new TreeMap<String, String>();
        for (var left = in.readInt(); left > 0; left--) {
            settings.put(in.readUTF(), in.readUTF());
        }
        return new StartOrder(executor, host, driverHost, port, secret, executors, folder, settings, in.readBoolean());
    }
}
