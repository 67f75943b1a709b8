/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.wire;

import dev.sparrow.coordination.codec.RecordCodec;

import java.nio.ByteBuffer;
import java.util.List;

/// What coordinator, workers and drivers say to each other. Each side says again what holds when a connection comes
/// back, so a message that was lost with one is not missed.
public sealed interface ClusterMessage {

    /// What a worker says, and nobody else.
    sealed interface OfWorker extends ClusterMessage {}

    /// What the driver of an application says, and nobody else.
    sealed interface OfDriver extends ClusterMessage {}

    /// What the coordinator says to a worker.
    sealed interface ToWorker extends ClusterMessage {}

    /// What the coordinator says to a driver.
    sealed interface ToDriver extends ClusterMessage {}

    /// A worker has this in all, and these executors run there.
    record Offer(int cores, long memoryBytes, List<Running> running) implements OfWorker {}

    /// An executor that a worker has started.
    record Running(String application, String executor, int cores, long memoryBytes) {}

    /// The process of an executor has ended.
    ///
    /// @param lastWords for people
    record Ended(String application, String executor, String lastWords) implements OfWorker {}

    /// An application wants to take part.
    ///
    /// @param label for people
    /// @param coresMax of all its executors together; 0 for no limit
    record Apply(String label, int coresMax) implements OfDriver {}

    /// An application wants an executor.
    ///
    /// @param order a [StartOrder], which only a worker reads
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ask(String executor, int cores, long memoryBytes, byte[] order) implements OfDriver {}

    /// An application does not want an executor any more.
    record Unwanted(String executor) implements OfDriver {}

    /// An application has ended.
    record Leave() implements OfDriver {}

    /// A coordinator leads, and says so before anything else.
    ///
    /// @param number higher than that of all who led before; 0 of a coordinator that is alone
    record Reign(long number) implements ClusterMessage {}

    /// Start an executor.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Start(String application, String executor, int cores, long memoryBytes, byte[] order) implements ToWorker {}

    /// End an executor.
    record Stop(String application, String executor) implements ToWorker {}

    /// An executor of the application has ended, or was lost with its worker.
    record Gone(String executor, String lastWords) implements ToDriver {}

    /// The kind of frames of these messages.
    int FRAME_KIND = 4;

    default byte[] toBytes() {
        return Codec.RECORDS.encode((Record) this);
    }

    /// The message that bytes are.
    ///
    /// @throws dev.sparrow.error.SparrowException if they are none
    static ClusterMessage of(byte[] bytes) {
        return (ClusterMessage) Codec.RECORDS.decode(ByteBuffer.wrap(bytes));
    }

    /// How they become bytes: records that are known by their names and components, and no others.
    final class Codec {
        private static final RecordCodec RECORDS = RecordCodec.of(ClusterMessage.class);

        private Codec() {}
    }
}
