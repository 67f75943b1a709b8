/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// ZooKeeper, and locks by the recipe of its documentation: the first of the ephemeral files in the lock's folder has
/// the lock, and each waits for the one before it.
final class ZooKeeperCluster implements LockService {
    private static final List<String> NAMES = List.of("1", "2", "3");
    private static final int SESSION_MILLIS = 12_000;
    private static final long WAIT_MAX_SECONDS = 30;

    private final Members members;
    private final List<Integer> clientPorts;

    private ZooKeeperCluster(Path folder, List<Integer> clientPorts) {
        this.members = new Members(folder);
        this.clientPorts = clientPorts;
    }

    static ZooKeeperCluster start(Path folder) throws IOException {
        var ports = Members.freePorts(3 * NAMES.size());
        var cluster = new ZooKeeperCluster(folder, ports.subList(0, NAMES.size()));
        for (var i = 0; i < NAMES.size(); i++) {
            var data = Files.createDirectories(folder.resolve(NAMES.get(i)));
            Files.writeString(data.resolve("myid"), NAMES.get(i));
            var lines = new ArrayList<String>();
            lines.addAll(List.of("tickTime=2000", "initLimit=10", "syncLimit=5", "admin.enableServer=false"));
            lines.add("maxClientCnxns=0");
            lines.add("dataDir=" + data);
            lines.add("clientPort=" + ports.get(i));
            lines.add("clientPortAddress=127.0.0.1");
            for (var j = 0; j < NAMES.size(); j++) {
                lines.add(
                        "server.%s=127.0.0.1:%d:%d"
                                .formatted(NAMES.get(j), ports.get(NAMES.size() + j), ports.get(2 * NAMES.size() + j)));
            }
            var settings = Files.write(data.resolve("zoo.cfg"), lines);
            var command = new ArrayList<>(Members.java("-Xmx512m"));
            command.addAll(List.of("org.apache.zookeeper.server.quorum.QuorumPeerMain", settings.toString()));
            cluster.members.start("zookeeper-" + NAMES.get(i), command);
        }
        return cluster;
    }

    @Override
    public String name() {
        return "zookeeper " + org.apache.zookeeper.Version.getVersion();
    }

    @Override
    public LockService.Session open(String session, String lock) throws Exception {
        var connected = new CountDownLatch(1);
        var port = clientPorts.get(Math.floorMod(session.hashCode(), clientPorts.size()));
        var keeper =
                new ZooKeeper(
                        "127.0.0.1:" + port,
                        SESSION_MILLIS,
                        event -> {
                            if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                                connected.countDown();
                            }
                        });
        if (!connected.await(WAIT_MAX_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("ZooKeeper does not answer at port " + port);
        }
        var folder = "/" + lock;
        try {
            keeper.create(folder, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        } catch (KeeperException.NodeExistsException _) {
            // Another session was first.
        }
        return new Locked(keeper, folder);
    }

    private static final class Locked implements LockService.Session {
        private final ZooKeeper keeper;
        private final String folder;
        private String own;

        Locked(ZooKeeper keeper, String folder) {
            this.keeper = keeper;
            this.folder = folder;
        }

        @Override
        public void acquire() throws Exception {
            own =
                    keeper.create(
                            folder + "/wait-",
                            new byte[0],
                            ZooDefs.Ids.OPEN_ACL_UNSAFE,
                            CreateMode.EPHEMERAL_SEQUENTIAL);
            var name = own.substring(folder.length() + 1);
            while (true) {
                var all = keeper.getChildren(folder, false).stream().sorted().toList();
                var place = all.indexOf(name);
                if (place == 0) {
                    return;
                }
                var gone = new Gone();
                if (keeper.exists(folder + "/" + all.get(place - 1), gone) != null) {
                    gone.happened.await();
                }
            }
        }

        private static final class Gone implements Watcher {
            final CountDownLatch happened = new CountDownLatch(1);

            @Override
            public void process(WatchedEvent event) {
                happened.countDown();
            }
        }

        @Override
        public void release() throws Exception {
            keeper.delete(own, -1);
        }

        @Override
        public void close() throws InterruptedException {
            keeper.close();
        }
    }

    @Override
    public void close() {
        members.close();
    }
}
