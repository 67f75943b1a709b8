/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// etcd, with the settings that it has by itself, asked through its own protocol.
final class EtcdCluster implements LogService {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final long START_WAIT_MAX_SECONDS = 30;

    private final Members members;
    private final List<Integer> clientPorts;
    private final String version;

    private EtcdCluster(Path folder, List<Integer> clientPorts, String version) {
        this.members = new Members(folder);
        this.clientPorts = clientPorts;
        this.version = version;
    }

    /// The program, if this machine has it.
    static Optional<Path> program() {
        return List.of(System.getenv("PATH").split(":")).stream()
                .map(folder -> Path.of(folder, "etcd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static EtcdCluster start(Path program, Path folder) throws IOException, InterruptedException {
        var ports = Members.freePorts(2 * NAMES.size());
        var cluster = new EtcdCluster(folder, ports.subList(0, NAMES.size()), version(program));
        var initial = new ArrayList<String>();
        for (var i = 0; i < NAMES.size(); i++) {
            initial.add(NAMES.get(i) + "=http://127.0.0.1:" + ports.get(NAMES.size() + i));
        }
        for (var i = 0; i < NAMES.size(); i++) {
            var name = NAMES.get(i);
            var peer = "http://127.0.0.1:" + ports.get(NAMES.size() + i);
            var client = "http://127.0.0.1:" + ports.get(i);
            cluster.members.start(
                    "etcd-" + name,
                    List.of(
                            program.toString(),
                            "--name=" + name,
                            "--data-dir=" + folder.resolve(name),
                            "--listen-peer-urls=" + peer,
                            "--initial-advertise-peer-urls=" + peer,
                            "--listen-client-urls=" + client,
                            "--advertise-client-urls=" + client,
                            "--initial-cluster=" + String.join(",", initial)));
        }
        cluster.awaitLeader();
        return cluster;
    }

    private static String version(Path program) throws IOException {
        var process = new ProcessBuilder(program.toString(), "--version").start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().findFirst().orElse("").replaceFirst(".*: *", "");
    }

    private void awaitLeader() throws InterruptedException {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_WAIT_MAX_SECONDS);
        try (var client = connect("starter", 1)) {
            while (true) {
                try {
                    client.put("begun", "yes").get(START_WAIT_MAX_SECONDS, TimeUnit.SECONDS);
                    return;
                } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                    if (System.nanoTime() > until) {
                        throw new IllegalStateException("etcd does not begin to work", e);
                    }
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        }
    }

    @Override
    public String name() {
        return "etcd " + version;
    }

    /// Bytes as they are: the two messages that are needed here are written below.
    private static final MethodDescriptor.Marshaller<byte[]> BYTES =
            new MethodDescriptor.Marshaller<>() {
                @Override
                public InputStream stream(byte[] value) {
                    return new ByteArrayInputStream(value);
                }

                @Override
                public byte[] parse(InputStream stream) {
                    try {
                        return stream.readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };

    private static final MethodDescriptor<byte[], byte[]> PUT =
            MethodDescriptor.<byte[], byte[]>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("etcdserverpb.KV/Put")
                    .setRequestMarshaller(BYTES)
                    .setResponseMarshaller(BYTES)
                    .build();

    /// A `PutRequest`: field 1 is the key, field 2 the value, each with a length of one byte.
    private static byte[] putRequest(String key, String value) {
        var bytes = new ByteArrayOutputStream();
        writeField(1, key, bytes);
        writeField(2, value, bytes);
        return bytes.toByteArray();
    }

    private static void writeField(int number, String text, ByteArrayOutputStream to) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("Too long for a length of one byte: " + text);
        }
        to.write(number << 3 | 2);
        to.write(bytes.length);
        to.writeBytes(bytes);
    }

    /// Clients are spread over the members, as etcd's own would be.
    @Override
    public LogService.Client connect(String name, int outstanding) {
        var port = clientPorts.get(Math.floorMod(name.hashCode(), clientPorts.size()));
        var channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().directExecutor().build();
        return new Connected(channel);
    }

    private record Connected(ManagedChannel channel) implements LogService.Client {
        @Override
        public CompletableFuture<?> put(String key, String value) {
            var done = new CompletableFuture<byte[]>();
            ClientCalls.asyncUnaryCall(
                    channel.newCall(PUT, CallOptions.DEFAULT),
                    putRequest(key, value),
                    new StreamObserver<byte[]>() {
                        @Override
                        public void onNext(byte[] answer) {
                            done.complete(answer);
                        }

                        @Override
                        public void onError(Throwable failure) {
                            done.completeExceptionally(failure);
                        }

                        @Override
                        public void onCompleted() {
                            // The answer was all.
                        }
                    });
            return done;
        }

        @Override
        public void close() {
            channel.shutdownNow();
        }
    }

    @Override
    public void close() {
        members.close();
    }
}
