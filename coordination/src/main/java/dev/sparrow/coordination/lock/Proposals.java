/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a master waits for from the log: commands that it proposed, and questions whether it still leads.
final class Proposals {
    /// What waits for the log.
    private record Open(Consumer<CellAnswer> done, Runnable refused) {}

    /// A change on its way.
    ///
    /// @param names what caches must forget before
    private record Write(List<String> names, CellCommand command, Open then) {}

    private final LockServer.Member member;
    private final Caches caches;
    private final Map<Long, Open> open = new HashMap<>();
    private final List<Write> waitingWrites = new ArrayList<>();

    Proposals(LockServer.Member member, Caches caches) {
        this.member = member;
        this.caches = caches;
    }

    /// Proposes a command.
    ///
    /// @param done takes the answer
    /// @param refused runs if the log does not take it now
    void propose(CellCommand command, Consumer<CellAnswer> done, Runnable refused) {
        open.put(member.propose(command), new Open(done, refused));
    }

    /// Does something once the log has said that this member leads.
    void whenConfirmed(Runnable then, Runnable refused) {
        open.put(member.read(), new Open(_ -> then.run(), refused));
    }

    /// Reads once the log has said that this member leads and has all that was answered.
    void read(Runnable then) {
        whenConfirmed(then, () -> {});
    }

    /// Proposes a change once nobody has in the cache what it changes (2.7).
    void write(String name, boolean isCached, CellCommand command, Consumer<CellAnswer> done, Runnable refused) {
        var names = isCached ? List.of(name, CellState.parent(name)) : List.<String>of();
        caches.begin(names);
        var then =
                new Open(
                        answer -> {
                            caches.end(names);
                            done.accept(answer);
                        },
                        () -> {
                            caches.end(names);
                            refused.run();
                        });
        waitingWrites.add(new Write(names, command, then));
        goOnWriting();
    }

    /// Proposes what no cache has any more.
    void goOnWriting() {
        for (var write : List.copyOf(waitingWrites)) {
            if (caches.areFree(write.names)) {
                waitingWrites.remove(write);
                open.put(member.propose(write.command), write.then);
            }
        }
    }

    void done(long number, CellAnswer answer) {
        var waiting = open.remove(number);
        if (waiting != null) {
            waiting.done.accept(answer);
        }
    }

    void refused(long number) {
        var waiting = open.remove(number);
        if (waiting != null) {
            waiting.refused.run();
        }
    }
}
