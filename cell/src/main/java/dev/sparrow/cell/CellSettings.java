/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/// A member of a cell.
///
/// @param members all members with their addresses, this one among them
/// @param data the folder of the member's own
/// @param joins whether the cell is there already and this member is to be added; else these are the members of the
///   first day
public record CellSettings(
        NodeId self,
        Map<NodeId, InetSocketAddress> members,
        Path data,
        LogEngine engine,
        Security security,
        boolean joins) {
    public CellSettings {
        members = Map.copyOf(members);
        if (!members.containsKey(self)) {
            throw SparrowException.invalidArgument(
                    "Member %s is not among the members %s. Name it with its address, as the others."
                            .formatted(self, members.keySet().stream().sorted().toList()));
        }
    }
}
