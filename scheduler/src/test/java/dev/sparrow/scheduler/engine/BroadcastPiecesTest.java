/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static dev.sparrow.scheduler.engine.Patience.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.event.Event;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.DriverRequest.BroadcastPiece;
import dev.sparrow.scheduler.protocol.DriverService;
import dev.sparrow.shared.Broadcast;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// How executors that share nothing get the values of broadcasts, and how they are freed.
@Timeout(180)
class BroadcastPiecesTest extends ContextTest {
    private static final int LENGTH = 10 << 20;
    private static final int TASKS = 12;

    /// The values that executors have made.
    private static final Queue<WeakReference<Object>> MADE = new ConcurrentLinkedQueue<>();

    private final Queue<BroadcastPiece> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> lengths = new ConcurrentLinkedQueue<>();

    private Sparrow counting() {
        MADE.clear();
        var sc = context(TestMaster.bytes(2));
        EngineAccess.of(sc).answerBy(driver -> request -> counted(driver, request));
        return sc;
    }

    private Optional<byte[]> counted(DriverService driver, DriverRequest request) {
        var answer = driver.ask(request);
        if (request instanceof BroadcastPiece piece) {
            asked.add(piece);
            answer.ifPresent(bytes -> lengths.add(bytes.length));
        }
        return answer;
    }

    private static void read(Sparrow sc, Broadcast<byte[]> broadcast) {
        var lengths =
                sc.range(0, TASKS, 1, TASKS)
                        .map(_ -> {
                            var value = broadcast.value();
                            MADE.add(new WeakReference<>(value));
                            return value.length;
                        })
                        .collect();
        assertThat(lengths).hasSize(TASKS).containsOnly(LENGTH);
    }

    private static void awaitFreed() {
        await().untilAsserted(() -> {
            System.gc();
            assertThat(MADE).allMatch(reference -> reference.get() == null);
        });
    }

    private Map<Integer, Long> countsByIndex() {
        return asked.stream().collect(Collectors.groupingBy(BroadcastPiece::index, Collectors.counting()));
    }

    @Test
    void tenMegabytes_comeInThreePieces_onceToEachExecutor() {
        var sc = counting();
        var recorder = Recorder.on(sc);
        var broadcast = sc.broadcast(new byte[LENGTH]);
        read(sc, broadcast);
        read(sc, broadcast);
        sc.awaitEvents();
        var executors =
                recorder.all(Event.TaskStarted.class).stream().map(Event.TaskStarted::executor).distinct().count();
        assertThat(countsByIndex()).isEqualTo(Map.of(0, executors, 1, executors, 2, executors));
        assertThat(lengths).allMatch(length -> length <= BroadcastPiece.PIECE_BYTES);
    }

    @Test
    void unpersistedBroadcast_isFreedByExecutors_andFetchedAgain() {
        var sc = counting();
        var broadcast = sc.broadcast(new byte[LENGTH]);
        read(sc, broadcast);
        broadcast.unpersist();
        awaitFreed();
        asked.clear();
        read(sc, broadcast);
        assertThat(asked).isNotEmpty();
    }

    @Test
    void destroyedBroadcast_isFreedByExecutorsAndDriver() {
        var sc = counting();
        var broadcast = sc.broadcast(new byte[LENGTH]);
        read(sc, broadcast);
        broadcast.destroy();
        awaitFreed();
        assertThat(EngineAccess.of(sc).answers().ask(new BroadcastPiece(broadcast.id(), 0))).isEmpty();
    }

    @Test
    void broadcastThatNobodyRefersTo_isFreedByExecutorsAndDriver() {
        var sc = counting();
        var id = readOnce(sc);
        var answers = EngineAccess.of(sc).answers();
        await().untilAsserted(() -> {
            System.gc();
            assertThat(answers.ask(new BroadcastPiece(id, 0))).isEmpty();
        });
        awaitFreed();
    }

    private static long readOnce(Sparrow sc) {
        var broadcast = sc.broadcast(new byte[LENGTH]);
        read(sc, broadcast);
        return broadcast.id();
    }

    @Test
    void valueWithoutAnyByteOver_endsWithAnEmptyPiece() {
        var sc = counting();
        var values = List.of("a".repeat(BroadcastPiece.PIECE_BYTES - 1), "b".repeat(BroadcastPiece.PIECE_BYTES + 1));
        for (var value : values) {
            var broadcast = sc.broadcast(value);
            assertThat(sc.range(0, 2, 1, 1).map(_ -> broadcast.value()).distinct(1).collect()).containsExactly(value);
        }
    }
}
