/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.sink;

import dev.sparrow.coordination.commit.Participant;
import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.Vote;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/// A database whose driver knows XA: whatever is done on the connection of a transaction is part of it.
///
/// The database itself keeps what was prepared through a crash. A transaction is named by its id, in a format of our
/// own, so that [#recover] leaves alone what others have prepared.
public final class XaSink implements Participant {
    /// What our names begin with: `SPRW`.
    private static final int FORMAT = 0x53505257;

    /// What XA says of a transaction that it does not know: it has ended.
    private static final int UNKNOWN = XAException.XAER_NOTA;

    /// What a transaction may do.
    public interface Work {
        void run(Connection connection) throws SQLException;
    }

    private record Name(TransactionId transaction) implements Xid {
        @Override
        public int getFormatId() {
            return FORMAT;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return transaction.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }

    private final XADataSource database;
    private final Map<TransactionId, List<Work>> staged = new HashMap<>();

    /// Connections that have prepared something: many databases roll it back when its connection is closed in peace.
    private final Map<TransactionId, XAConnection> sessions = new HashMap<>();

    public XaSink(XADataSource database) {
        this.database = database;
    }

    /// Does something when the transaction is prepared, in the order of staging.
    public synchronized void stage(TransactionId transaction, Work work) {
        if (new Name(transaction).getGlobalTransactionId().length > Xid.MAXGTRIDSIZE) {
            throw SparrowException.invalidArgument(
                    "The name of transaction %s is longer than the %d bytes that XA has room for."
                            .formatted(transaction, Xid.MAXGTRIDSIZE));
        }
        staged.computeIfAbsent(transaction, _ -> new ArrayList<>()).add(work);
    }

    @Override
    public synchronized Vote prepare(TransactionId transaction) {
        if (sessions.containsKey(transaction)) {
            return Vote.YES;
        }
        var works = staged.remove(transaction);
        if (works == null) {
            return recover().contains(transaction) ? Vote.YES : Vote.READ_ONLY;
        }
        return carryOut(
                "prepare " + transaction,
                () -> {
                    var session = database.getXAConnection();
                    var vote = Vote.NO;
                    try {
                        vote = prepare(session, new Name(transaction), works);
                    } finally {
                        if (vote == Vote.YES) {
                            sessions.put(transaction, session);
                        } else {
                            session.close();
                        }
                    }
                    return vote;
                });
    }

    private static Vote prepare(XAConnection session, Name name, List<Work> works) throws SQLException, XAException {
        var resource = session.getXAResource();
        var connection = session.getConnection();
        resource.start(name, XAResource.TMNOFLAGS);
        try {
            for (var work : works) {
                work.run(connection);
            }
        } catch (SQLException e) {
            // The work cannot be done; another try would not help.
            resource.end(name, XAResource.TMFAIL);
            resource.rollback(name);
            return Vote.NO;
        }
        resource.end(name, XAResource.TMSUCCESS);
        return resource.prepare(name) == XAResource.XA_RDONLY ? Vote.READ_ONLY : Vote.YES;
    }

    @Override
    public synchronized void commit(TransactionId transaction) {
        end("commit ", transaction, resource -> resource.commit(new Name(transaction), false));
    }

    @Override
    public synchronized void abort(TransactionId transaction) {
        staged.remove(transaction);
        end("abort ", transaction, resource -> resource.rollback(new Name(transaction)));
    }

    private interface Ending {
        void by(XAResource resource) throws XAException;
    }

    /// On the connection that prepared it; after a crash on any, if the database still has it.
    private void end(String what, TransactionId transaction, Ending ending) {
        carryOut(
                what + transaction,
                () -> {
                    var own = sessions.get(transaction);
                    var session = own == null ? database.getXAConnection() : own;
                    try {
                        // Some drivers end what they have just listed, and nothing else of an earlier life.
                        if (own != null || recover(session).contains(transaction)) {
                            ending.by(session.getXAResource());
                        }
                    } catch (XAException e) {
                        ignoreUnknown(e);
                    } finally {
                        sessions.remove(transaction);
                        session.close();
                    }
                    return null;
                });
    }

    private static void ignoreUnknown(XAException e) throws XAException {
        if (e.errorCode != UNKNOWN) {
            throw e;
        }
    }

    @Override
    public List<TransactionId> recover() {
        return carryOut(
                "recover",
                () -> {
                    var session = database.getXAConnection();
                    try {
                        return recover(session);
                    } finally {
                        session.close();
                    }
                });
    }

    private static List<TransactionId> recover(XAConnection session) throws SQLException, XAException {
        var names = session.getXAResource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
        return Arrays.stream(names)
                .filter(name -> name.getFormatId() == FORMAT)
                .map(name -> new String(name.getGlobalTransactionId(), StandardCharsets.UTF_8))
                .map(TransactionNames::parse)
                .sorted()
                .toList();
    }

    private interface Call<T> {
        T run() throws SQLException, XAException;
    }

    private <T> T carryOut(String what, Call<T> call) {
        try {
            return call.run();
        } catch (SQLException | XAException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED,
                    "The database could not %s: %s. It can be tried again.".formatted(what, e),
                    e);
        }
    }
}
