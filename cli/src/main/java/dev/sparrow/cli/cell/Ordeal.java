/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.history.History;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A cell of three processes to which something happens again and again while clients write: one is killed, stands
/// still, or is parted from the others. Each comes back before the next thing happens.
final class Ordeal implements AutoCloseable {
    private final Map<NodeId, InetSocketAddress> addresses;
    private final List<NodeId> members;
    private final Map<NodeId, MemberProcess> processes = new TreeMap<>();

    /// What each member calls each other by.
    private final Map<NodeId, Map<NodeId, Relay>> relays = new TreeMap<>();

    private final Random random;
    private int troubles;

    /// @param folder for data and logs
    Ordeal(MembersConverter.Members cell, Path folder, String engine, long seed) throws IOException {
        this.addresses = cell.addresses();
        this.members = List.copyOf(addresses.keySet());
        this.random = new Random(seed);
        for (var self : members) {
            var known = new TreeMap<>(addresses);
            relays.put(self, new TreeMap<>());
            for (var other : members) {
                if (!other.equals(self)) {
                    var relay = new Relay(addresses.get(other));
                    relays.get(self).put(other, relay);
                    known.put(other, relay.address());
                }
            }
            var process = new MemberProcess(self, new MembersConverter.Members(known), folder, engine);
            processes.put(self, process);
            process.start();
        }
    }

    /// Lets clients write, and troubles happen.
    ///
    /// @return what the clients saw
    History run(int clients, int keys, Duration length, Duration pace) throws IOException, InterruptedException {
        var writers = new Writers(addresses, keys);
        writers.start(clients, random.nextLong());
        try {
            writers.awaitAnswerAfter(Long.MIN_VALUE, Duration.ofSeconds(30));
            var end = System.nanoTime() + length.toNanos();
            while (System.nanoTime() < end) {
                Thread.sleep(pace.dividedBy(2));
                trouble(pace.dividedBy(2));
            }
        } finally {
            writers.stop();
        }
        return writers.history();
    }

    /// How often something happened.
    int troubles() {
        return troubles;
    }

    private void trouble(Duration length) throws IOException, InterruptedException {
        troubles++;
        var member = members.get(random.nextInt(members.size()));
        switch (random.nextInt(3)) {
            case 0 -> {
                processes.get(member).kill();
                Thread.sleep(length);
                processes.get(member).start();
            }
            case 1 -> {
                processes.get(member).signal("STOP");
                Thread.sleep(length);
                processes.get(member).signal("CONT");
            }
            default -> {
                around(member).forEach(Relay::cut);
                Thread.sleep(length);
                around(member).forEach(Relay::mend);
            }
        }
    }

    /// All ways from and to a member.
    private List<Relay> around(NodeId member) {
        var all = new ArrayList<>(relays.get(member).values());
        relays.values()
                .forEach(ways -> {
                    if (ways.containsKey(member)) {
                        all.add(ways.get(member));
                    }
                });
        return all;
    }

    @Override
    public void close() throws IOException {
        processes.values().forEach(MemberProcess::close);
        for (var ways : relays.values()) {
            for (var relay : ways.values()) {
                relay.close();
            }
        }
    }
}
