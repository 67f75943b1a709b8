/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which transaction must come before which, and why; and the shortest circles in that.
final class Dependencies {
    /// Why one comes before another, the weakest first (Adya 1999).
    enum Kind {
        /// The other appended behind it.
        WRITE_WRITE("ww"),
        /// The other saw what it appended.
        WRITE_READ("wr"),
        /// It returned before the other began.
        REAL_TIME("rt"),
        /// The other appended what it did not yet see.
        READ_WRITE("rw");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    record Edge(int from, int to, Kind kind) {}

    private final List<List<Edge>> from = new ArrayList<>();

    Dependencies(int transactions) {
        for (var i = 0; i < transactions; i++) {
            from.add(new ArrayList<>(2));
        }
    }

    void add(int before, int after, Kind kind) {
        if (before != after) {
            from.get(before).add(new Edge(before, after, kind));
        }
    }

    /// A shortest circle of edges of kinds up to this one.
    Optional<List<Edge>> circle(Kind strongest) {
        var components = components(strongest);
        var best = Optional.<List<Edge>>empty();
        for (var node = 0; node < from.size(); node++) {
            var length = best.map(List::size).orElse(Integer.MAX_VALUE);
            if (components[node] >= 0 && length > 2) {
                var circle = shortestThrough(node, strongest, components);
                if (circle.size() < length) {
                    best = Optional.of(circle);
                }
                // One circle of the component is enough to look at when it is large.
                if (from.size() > 2_000) {
                    break;
                }
            }
        }
        return best;
    }

    private List<Edge> shortestThrough(int start, Kind strongest, int[] components) {
        var reachedBy = new Edge[from.size()];
        var queue = new ArrayDeque<Integer>();
        queue.add(start);
        while (!queue.isEmpty()) {
            for (var edge : from.get(queue.poll())) {
                if (edge.kind().compareTo(strongest) > 0 || components[edge.to()] != components[start]) {
                    continue;
                }
                if (edge.to() == start) {
                    return path(start, edge, reachedBy);
                }
                if (reachedBy[edge.to()] == null) {
                    reachedBy[edge.to()] = edge;
                    queue.add(edge.to());
                }
            }
        }
        throw new IllegalStateException("A strongly connected component has no circle through " + start + ".");
    }

    private static List<Edge> path(int start, Edge last, Edge[] reachedBy) {
        var path = new ArrayList<Edge>();
        for (var edge = last; ; edge = reachedBy[edge.from()]) {
            path.addFirst(edge);
            if (edge.from() == start) {
                return path;
            }
        }
    }

    /// Tarjan's algorithm, iterative.
    ///
    /// @return the number of the component of each node, -1 if that is the node alone
    private int[] components(Kind strongest) {
        return new Components(from, strongest).run();
    }

    private static final class Components {
        private final List<List<Edge>> from;
        private final Kind strongest;
        private final int[] index;
        private final int[] low;
        private final int[] nextEdge;
        private final int[] component;
        private final ArrayDeque<Integer> open = new ArrayDeque<>();
        private final ArrayDeque<Integer> path = new ArrayDeque<>();
        private int visited;
        private int found;

        Components(List<List<Edge>> from, Kind strongest) {
            this.from = from;
            this.strongest = strongest;
            this.index = new int[from.size()];
            this.low = new int[from.size()];
            this.nextEdge = new int[from.size()];
            this.component = new int[from.size()];
            Arrays.fill(component, Integer.MIN_VALUE);
        }

        int[] run() {
            for (var root = 0; root < from.size(); root++) {
                if (index[root] == 0) {
                    visit(root);
                    while (!path.isEmpty()) {
                        walkOn(path.peek());
                    }
                }
            }
            return component;
        }

        private void visit(int node) {
            index[node] = ++visited;
            low[node] = visited;
            open.push(node);
            path.push(node);
        }

        private void walkOn(int node) {
            var edges = from.get(node);
            while (nextEdge[node] < edges.size()) {
                var edge = edges.get(nextEdge[node]++);
                if (edge.kind().compareTo(strongest) > 0) {
                    continue;
                }
                if (index[edge.to()] == 0) {
                    visit(edge.to());
                    return;
                }
                if (component[edge.to()] == Integer.MIN_VALUE) {
                    low[node] = Math.min(low[node], index[edge.to()]);
                }
            }
            path.pop();
            if (!path.isEmpty()) {
                low[path.peek()] = Math.min(low[path.peek()], low[node]);
            }
            if (low[node] == index[node]) {
                close(node);
            }
        }

        private void close(int root) {
            var alone = open.peek() == root;
            int node;
            do {
                node = open.pop();
                component[node] = alone ? -1 : found;
            } while (node != root);
            found += alone ? 0 : 1;
        }
    }
}
