/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A program of a user, which tests load once for each executor.
public final class TravellingProgram {
    private TravellingProgram() {}

    /// Goes in columns.
    public record Point(int x, String name, Color color) {}

    /// The colors of a [Point].
    public enum Color {
        RED,
        GREEN
    }

    /// Goes by Kryo.
    public static final class Bag implements Comparable<Bag> {
        private final List<Point> points = new ArrayList<>();

        /// A bag of one point, or an empty one.
        public Bag(Point point) {
            points.add(point);
        }

        @Override
        public int compareTo(Bag other) {
            return Integer.compare(points.size(), other.points.size());
        }

        @Override
        public String toString() {
            return "Bag" + points;
        }
    }

    /// Records, enums, Kryo's, in tuples and collections.
    public static List<Object> elements() {
        var point = new Point(1, "one", Color.GREEN);
        return List.of(
                point,
                new Point(2, null, Color.RED),
                Color.RED,
                new Bag(point),
                Tuple2.of(new Bag(point), Color.GREEN),
                new Point[] {point},
                List.of(point),
                new TreeSet<>(List.of(new Bag(point))));
    }
}
