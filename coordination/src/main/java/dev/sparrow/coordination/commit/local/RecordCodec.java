/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.local;

import dev.sparrow.coordination.commit.CommitRecord;
import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.Standing;
import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.simulation.NodeId;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Records of a commit log as bytes: a tag, the transaction, and what the kind has more. Tags are never used again.
final class RecordCodec {
    private static final int COLLECTING = 1;
    private static final int PREPARED = 2;
    private static final int ELECTED = 3;
    private static final int READY = 4;
    private static final int DECISION = 5;
    private static final int DECISION_BY_HAND = 6;
    private static final int ENDED = 7;

    private RecordCodec() {}

    static byte[] encode(CommitRecord record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeByte(tag(record));
        var id = record.transaction();
        out.writeUTF(id.application());
        out.writeLong(id.job());
        out.writeLong(id.attempt());
        out.writeLong(id.generation());
        switch (record) {
            case CommitRecord.Collecting(_, var participants) -> writeNodes(out, participants);
            case CommitRecord.Prepared(_, var coordinator, var participants) -> {
                out.writeUTF(coordinator.name());
                writeNodes(out, participants);
            }
            case CommitRecord.Elected(_, var ballot) -> out.writeLong(ballot);
            case CommitRecord.Ready(_, var standing) -> {
                out.writeBoolean(standing.readyFor().isPresent());
                out.writeBoolean(standing.isReadyFor(Outcome.COMMIT));
                out.writeLong(standing.attempt());
            }
            case CommitRecord.Decision(_, var outcome, var unacknowledged) -> {
                out.writeBoolean(outcome == Outcome.COMMIT);
                writeNodes(out, unacknowledged);
            }
            case CommitRecord.DecisionByHand(_, var outcome) -> out.writeBoolean(outcome == Outcome.COMMIT);
            case CommitRecord.Ended _ -> {}
        }
        return bytes.toByteArray();
    }

    private static int tag(CommitRecord record) {
        return switch (record) {
            case CommitRecord.Collecting _ -> COLLECTING;
            case CommitRecord.Prepared _ -> PREPARED;
            case CommitRecord.Elected _ -> ELECTED;
            case CommitRecord.Ready _ -> READY;
            case CommitRecord.Decision _ -> DECISION;
            case CommitRecord.DecisionByHand _ -> DECISION_BY_HAND;
            case CommitRecord.Ended _ -> ENDED;
        };
    }

    static CommitRecord decode(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        var tag = in.readByte();
        var id = new TransactionId(in.readUTF(), in.readLong(), in.readLong(), in.readLong());
        return switch (tag) {
            case COLLECTING -> new CommitRecord.Collecting(id, readNodes(in));
            case PREPARED -> new CommitRecord.Prepared(id, new NodeId(in.readUTF()), readNodes(in));
            case ELECTED -> new CommitRecord.Elected(id, in.readLong());
            case READY -> new CommitRecord.Ready(id, readStanding(in));
            case DECISION -> new CommitRecord.Decision(id, readOutcome(in), readNodes(in));
            case DECISION_BY_HAND -> new CommitRecord.DecisionByHand(id, readOutcome(in));
            case ENDED -> new CommitRecord.Ended(id);
            default -> throw new IOException("There is no record of kind " + tag + ".");
        };
    }

    private static Standing readStanding(DataInputStream in) throws IOException {
        var ready = in.readBoolean();
        var outcome = readOutcome(in);
        return new Standing(ready ? Optional.of(outcome) : Optional.empty(), in.readLong());
    }

    private static Outcome readOutcome(DataInputStream in) throws IOException {
        return in.readBoolean() ? Outcome.COMMIT : Outcome.ABORT;
    }

    private static void writeNodes(DataOutputStream out, List<NodeId> nodes) throws IOException {
        out.writeInt(nodes.size());
        for (var node : nodes) {
            out.writeUTF(node.name());
        }
    }

    private static List<NodeId> readNodes(DataInputStream in) throws IOException {
        var nodes = new ArrayList<NodeId>();
        for (var left = in.readInt(); left > 0; left--) {
            nodes.add(new NodeId(in.readUTF()));
        }
        return nodes;
    }
}
