/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.coordination.commit.Outcome;
import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.coordination.commit.local.DecisionLog;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Connects to cells as logs of decisions: a decision is a key that is set once.
public final class CellDecisions implements DecisionLog.Provider {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern MEMBER = Pattern.compile("([^=,]+)=([^=,]+):(\\d{1,5})");

    @Override
    public DecisionLog connect(String members, Optional<Path> secretFile) {
        var security = secretFile.isPresent() ? Security.secret(secret(secretFile.get())) : Security.none();
        var self = new NodeId("transactions-" + UUID.randomUUID());
        return new Decisions(CellClient.connect(self, parse(members), security, LIMIT));
    }

    private static Map<NodeId, InetSocketAddress> parse(String members) {
        var parsed = new LinkedHashMap<NodeId, InetSocketAddress>();
        for (var text : members.split(",", -1)) {
            var member = MEMBER.matcher(text.strip());
            if (!member.matches()) {
                throw new SparrowException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "'" + text + "' is no member of a cell. Write all of them as a=host:port,b=host:port.");
            }
            parsed.put(
                    new NodeId(member.group(1)),
                    new InetSocketAddress(member.group(2), Integer.parseInt(member.group(3))));
        }
        return parsed;
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.INPUT_UNREADABLE, "The secret of a cell cannot be read from " + file + ": " + e, e);
        }
    }

    private record Decisions(CellClient cell) implements DecisionLog {
        private static String key(TransactionId transaction) {
            return "transaction/" + transaction;
        }

        @Override
        public Outcome decide(TransactionId transaction, Outcome proposal) {
            var answer = cell.change(new KeyValues.Change.Cas(key(transaction), null, proposal.name()), LIMIT);
            if (answer.isPresent() && answer.get() instanceof KeyValues.Value(var decided, _) && decided != null) {
                return Outcome.valueOf(decided);
            }
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED,
                    "The cell did not say within %d s how transaction %s ends. It can be asked again by bin/sparrow recover."
                            .formatted(LIMIT.toSeconds(), transaction));
        }

        @Override
        public void forget(TransactionId transaction) {
            var _ = cell.change(new KeyValues.Change.Delete(key(transaction)), LIMIT);
        }

        @Override
        public void close() {
            cell.close();
        }
    }
}
