/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// Damaged messages: each is one or is refused; nothing crashes, hangs, or asks for much more memory than its bytes
/// take.
///
/// A build tries the same ones each time. `-Dfuzz.seconds=60` searches among others, and longer; `-Dfuzz.seed=…`
/// repeats a failure.
@Tag("fuzz")
class MessageFuzzTest {
    private static final String SEARCHED = System.getProperty("fuzz.seconds");
    private static final int ROUNDS = 40_000;
    private static final long SEED = Long.getLong("fuzz.seed", SEARCHED == null ? 1 : System.nanoTime());
    private static final long HANG_NANOS = Duration.ofSeconds(60).toNanos();

    /// For a decoder that has to be made, since the collector took the last one, and an exception.
    private static final long ALLOCATED_MAX = 1 << 20;

    private static final long ALLOCATED_A_BYTE_MAX = 256;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void damagedMessage_isReadOrRefused() throws IOException {
        var samples = WireTest.golden().stream().map(WireTest::bytes).toList();
        for (var whole : samples) { // loads classes
            take(whole, "a whole message");
            take(Arrays.copyOf(whole, whole.length - 1), "a cut message");
        }
        var random = new SplittableRandom(SEED);
        var end = System.nanoTime() + (long) (Double.parseDouble(SEARCHED == null ? "0" : SEARCHED) * 1e9);
        var round = 0;
        for (; SEARCHED == null ? round < ROUNDS : System.nanoTime() < end; round++) {
            var bytes = damaged(samples, random);
            var what = "-Dfuzz.seed=" + SEED + ", round " + round + ": " + HexFormat.of().formatHex(bytes);
            check(bytes, what);
        }
        System.out.printf("%,d damaged messages%n", round);
    }

    @Test
    void messageWithDamagedParts_isReadOrRefused() {
        var parts = new ArrayList<byte[]>();
        var attempt = new AttemptId(new StageId(3), 1, 0);
        new MessageWriter(parts::add)
                .send(new ExecutorCommand.BarrierBroken(attempt, "why".repeat(Wire.MESSAGE_BYTES_MAX)));
        assertThat(parts).hasSizeGreaterThan(2);
        var random = new SplittableRandom(SEED);
        for (var round = 0; round < 200; round++) {
            var reader = new MessageReader<>(Object.class);
            for (var part : parts) {
                var bytes = random.nextBoolean() ? part : damaged(List.of(part), random);
                take(reader, bytes, "-Dfuzz.seed=" + SEED + ", round " + round);
            }
        }
    }

    private static void check(byte[] bytes, String what) {
        var before = THREADS.getCurrentThreadAllocatedBytes();
        var since = System.nanoTime();
        take(bytes, what);
        assertThat(System.nanoTime() - since).as("nanoseconds, %s", what).isLessThan(HANG_NANOS);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("allocated bytes, %s", what)
                .isLessThan(ALLOCATED_MAX + ALLOCATED_A_BYTE_MAX * bytes.length);
    }

    private static void take(byte[] bytes, String what) {
        take(new MessageReader<>(Object.class), bytes, what);
    }

    private static void take(MessageReader<?> reader, byte[] bytes, String what) {
        try {
            reader.take(bytes);
        } catch (SparrowException e) {
            assertThat(e.code()).as(what).isEqualTo(ErrorCode.INPUT_UNREADABLE);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what, e);
        }
    }

    private static byte[] damaged(List<byte[]> samples, SplittableRandom random) {
        var bytes = samples.get(random.nextInt(samples.size())).clone();
        for (var changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
            var at = random.nextInt(bytes.length);
            bytes =
                    switch (random.nextInt(6)) {
                        case 0 -> Arrays.copyOf(bytes, at);
                        case 1 -> with(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
                        case 2 -> with(bytes, at, (byte) random.nextInt());
                        case 3 -> inserted(bytes, at, random(random), 0);
                        case 4 -> inserted(bytes, at, number(random), random.nextInt(2)); // the length of something
                        default -> {
                            var other = samples.get(random.nextInt(samples.size()));
                            yield inserted(bytes, at, Arrays.copyOf(other, random.nextInt(other.length + 1)), 0);
                        }
                    };
        }
        return bytes;
    }

    private static byte[] with(byte[] bytes, int at, byte other) {
        bytes[at] = other;
        return bytes;
    }

    private static byte[] random(SplittableRandom random) {
        var bytes = new byte[random.nextInt(16)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// A large number, as lengths are written.
    private static byte[] number(SplittableRandom random) {
        var bytes = new byte[2 + random.nextInt(4)];
        Arrays.fill(bytes, (byte) 0xFF);
        bytes[bytes.length - 1] = (byte) random.nextInt(16);
        return bytes;
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] more, int dropped) {
        var all = Arrays.copyOf(bytes, bytes.length - dropped + more.length);
        System.arraycopy(more, 0, all, at, more.length);
        System.arraycopy(bytes, at + dropped, all, at + more.length, bytes.length - at - dropped);
        return all;
    }
}
