/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.coordination.codec.RecordCodec;
import dev.sparrow.coordination.lock.CellAnswer;
import dev.sparrow.coordination.lock.CellCommand;
import dev.sparrow.coordination.lock.CellPart;
import dev.sparrow.coordination.lock.LockMessage;
import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.coordination.log.LogMessage;
import dev.sparrow.coordination.log.Sessions;
import dev.sparrow.coordination.paxos.PaxosMachine;
import dev.sparrow.coordination.paxos.PaxosMessage;
import dev.sparrow.coordination.paxos.PaxosRecord;
import dev.sparrow.coordination.paxos.PaxosRules;
import dev.sparrow.coordination.paxos.PaxosSettings;
import dev.sparrow.coordination.raft.RaftMachine;
import dev.sparrow.coordination.raft.RaftMessage;
import dev.sparrow.coordination.raft.RaftRecord;
import dev.sparrow.coordination.raft.RaftRules;
import dev.sparrow.coordination.raft.RaftSettings;
import dev.sparrow.simulation.Program;

/// The protocols that a cell can agree by. All members have the same.
public enum LogEngine {
    /// Ongaro and Ousterhout 2014.
    RAFT {
        @Override
        Program program(Configuration first) {
            return RaftMachine.program(RaftSettings.DEFAULT, new RaftRules(), first, MapAndLocks::new);
        }
    },
    /// Lamport 2001; Chandra, Griesemer and Redstone 2007.
    PAXOS {
        @Override
        Program program(Configuration first) {
            return PaxosMachine.program(PaxosSettings.DEFAULT, new PaxosRules(), first, MapAndLocks::new);
        }
    };

    /// A program that starts members over a map of texts and a lock service.
    ///
    /// @param first the members on the first day; none for a member that is added later
    abstract Program program(Configuration first);

    /// For all that members of a cell write, and that they and clients send.
    static RecordCodec codec() {
        return RecordCodec.of(
                LogMessage.class,
                CellMessage.class,
                RaftMessage.class,
                RaftRecord.class,
                PaxosMessage.class,
                PaxosRecord.class,
                Sessions.Part.class,
                KeyValues.Change.class,
                KeyValues.Get.class,
                KeyValues.Value.class,
                KeyValues.Part.class,
                LockMessage.class,
                CellCommand.class,
                CellAnswer.class,
                CellPart.class);
    }
}
