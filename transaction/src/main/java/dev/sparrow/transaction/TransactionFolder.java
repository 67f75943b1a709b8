/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.transaction;

import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.Participant;
import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.local.DecisionLog;
import dev.sparrow.coordination.commit.local.LocalCommit;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.TemporaryFolder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The folder of one transaction that is not over:
///
///     .sparrow-transactions/.draft-1f0c…    a folder that is being made
///     .sparrow-transactions/1f0c…/outputs   what takes part; there before anything of an output is
///                                /cell      who decides, if not the coordinator's log
///                                /*.log     of the coordinator, with the decision, and of each participant
///                                /.lock     held by the process that runs it, or recovers it
///     .sparrow-transactions/.over-1f0c…     a folder that is being deleted
final class TransactionFolder implements AutoCloseable {
    /// Where the folders of transactions are, unless a setting says where.
    static final String LOG = ".sparrow-transactions";

    private static final String DRAFT = ".draft-";
    private static final String OVER = ".over-";
    private static final String OUTPUTS = "outputs";
    private static final String CELL = "cell";
    private static final int NAME_LENGTH = 13;

    private final Path path;
    private final TransactionId id;
    private final ProcessLock lock;

    private TransactionFolder(Path path, ProcessLock lock) {
        this.path = path;
        this.id = new TransactionId(path.getFileName().toString().replace("-", ""), 1, 1, 1);
        this.lock = lock;
    }

    /// A folder for a new transaction.
    ///
    /// @param decider empty if its own log decides
    static TransactionFolder create(Path log, Optional<Decider> decider) {
        var name = UUID.randomUUID().toString().substring(0, NAME_LENGTH);
        var draft = log.resolve(DRAFT + name);
        try {
            Files.createDirectories(log);
            Files.createDirectory(draft);
            var lock = ProcessLock.create(draft, name);
            if (decider.isPresent()) {
                Files.writeString(draft.resolve(CELL), decider.get().line());
                force(draft.resolve(CELL));
                force(draft);
            }
            var path = log.resolve(name);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            force(log);
            return new TransactionFolder(path, lock);
        } catch (IOException e) {
            throw failed("cannot be begun in " + log, e);
        }
    }

    /// Those of dead processes in a log, each locked; they are to be closed.
    static List<TransactionFolder> left(Path log) {
        if (!Files.isDirectory(log)) {
            return List.of();
        }
        try (var entries = Files.list(log)) {
            return entries.sorted().flatMap(path -> taken(path).stream()).toList();
        } catch (IOException e) {
            throw failed("cannot be looked for in " + log, e);
        }
    }

    private static Optional<TransactionFolder> taken(Path path) {
        var name = path.getFileName().toString();
        try {
            var lock = ProcessLock.take(path, name.replace(DRAFT, "").replace(OVER, ""));
            if (lock.isPresent() && name.startsWith(".")) {
                TemporaryFolder.delete(path);
                lock.get().close();
                return Optional.empty();
            }
            return lock.map(held -> new TransactionFolder(path, held));
        } catch (IOException e) {
            throw failed("in " + path + " cannot be locked", e);
        }
    }

    /// Its name among all.
    String name() {
        return path.getFileName().toString();
    }

    /// Its name in commit protocols and tables.
    TransactionId id() {
        return id;
    }

    Path path() {
        return path;
    }

    /// Says durably what takes part.
    void write(List<OutputName> outputs) {
        var draft = path.resolve(OUTPUTS + ".draft");
        try {
            Transactions.beforeStep.run();
            Files.write(draft, outputs.stream().map(OutputName::line).toList());
            force(draft);
            Files.move(draft, path.resolve(OUTPUTS), StandardCopyOption.ATOMIC_MOVE);
            force(path);
        } catch (IOException e) {
            throw failed("cannot be written to " + path, e);
        }
    }

    List<OutputName> read() {
        if (!Files.exists(path.resolve(OUTPUTS))) {
            return List.of();
        }
        try (var lines = Files.lines(path.resolve(OUTPUTS))) {
            return lines.map(OutputName::parse).toList();
        } catch (IOException e) {
            throw failed("cannot be read from " + path, e);
        }
    }

    /// Connects to who decides; nothing if that is the log in this folder.
    Optional<DecisionLog> decisions() {
        try {
            return Files.exists(path.resolve(CELL))
                    ? Optional.of(Decider.parse(Files.readString(path.resolve(CELL)))).map(Decider::connect)
                    : Optional.empty();
        } catch (IOException e) {
            throw failed("cannot be read from " + path, e);
        }
    }

    /// Decides, and carries it out; what an earlier process had decided about this transaction stands.
    ///
    /// @param participants by name; folders before tables
    Outcome commit(Map<String, ? extends Participant> participants, Optional<DecisionLog> decisions) {
        try (var commit = LocalCommit.open(path, Map.copyOf(participants), decisions, Transactions.beforeStep)) {
            return commit.commit(id, participants.keySet());
        }
    }

    /// Carries out what an earlier process had decided.
    void recover(Map<String, ? extends Participant> participants, Optional<DecisionLog> decisions) {
        LocalCommit.open(path, Map.copyOf(participants), decisions, Transactions.beforeStep).close();
    }

    /// Whether it is to be visible. What was not decided is aborted by that.
    boolean isCommitted(Optional<DecisionLog> decisions) {
        var outcome =
                decisions.isPresent()
                        ? Optional.of(decisions.get().decide(id, Outcome.ABORT))
                        : LocalCommit.decision(path, id);
        return outcome.equals(Optional.of(Outcome.COMMIT));
    }

    /// Nothing is left to do.
    void delete() {
        Transactions.beforeStep.run();
        var over = path.resolveSibling(OVER + name());
        try {
            Files.move(path, over, StandardCopyOption.ATOMIC_MOVE);
            force(path.getParent());
        } catch (IOException e) {
            throw failed("cannot be deleted from " + path, e);
        }
        Transactions.beforeStep.run();
        TemporaryFolder.delete(over);
        close();
    }

    /// Lets go of it, with all that is left in it.
    @Override
    public void close() {
        lock.close();
    }

    private static void force(Path path) throws IOException {
        try (var channel =
                FileChannel.open(path, Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static SparrowException failed(String what, IOException e) {
        return new SparrowException(ErrorCode.OUTPUT_FAILED, "A transaction " + what + ": " + e + ".", e);
    }
}
