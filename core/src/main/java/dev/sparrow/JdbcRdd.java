/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.closure.DriverOnly;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function0;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.operator.Erased;
import dev.sparrow.task.TaskContext;
import dev.sparrow.value.Tuple2;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/// Datasets of what a database answers, one query for each partition. The driver must be on the class path.
public final class JdbcRdd implements DriverOnly {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcRdd.class);

    private JdbcRdd() {}

    /// The rows of a query whose keys are from `lowerBound` to `upperBound`, both included.
    ///
    /// @param connect opens a connection, in each task; it is closed with the task
    /// @param sql has two `?`, for the least and the greatest key of a partition, both included: such as `select title
    ///   from books where ? <= id and id <= ?`
    /// @param numPartitions into how many ranges of equal length the keys are cut
    /// @param mapRow makes an element of the row at which the result set stands
    public static <T> Rdd<T> create(
            Sparrow sc,
            Function0<? extends Connection> connect,
            String sql,
            long lowerBound,
            long upperBound,
            int numPartitions,
            Function<? super ResultSet, ? extends T> mapRow) {
        var call = sc.call("jdbc");
        call.check(connect);
        call.check(mapRow);
        call.requirePartitions(numPartitions);
        call.require(
                lowerBound <= upperBound, "the lower bound " + lowerBound + " is above the upper, " + upperBound + ".");
        call.require(
                sql.chars().filter(sign -> sign == '?').count() >= 2,
                "the query has no two ? for the bounds of a partition: " + sql);
        var ranges = ranges(lowerBound, upperBound, numPartitions);
        var source = call.node(new Operation.Source(SourceData.Slices.of(ranges, numPartitions)));
        Function<Tuple2<Long, Long>, Iterator<T>> query = range -> Rows.of(connect.call(), sql, range, mapRow);
        return new Rdd<>(sc, call.step(source, new Step.FlatMap(Erased.toIterator(query))));
    }

    /// Some are empty, with the greatest key below the least, if there are more partitions than keys.
    private static List<Tuple2<Long, Long>> ranges(long lower, long upper, int count) {
        var from = BigInteger.valueOf(lower);
        var length = BigInteger.valueOf(upper).subtract(from).add(BigInteger.ONE);
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new Tuple2<>(
                                cut(from, length, i, count).longValueExact(),
                                cut(from, length, i + 1, count).subtract(BigInteger.ONE).longValueExact()))
                .toList();
    }

    private static BigInteger cut(BigInteger from, BigInteger length, int place, int count) {
        return from.add(length.multiply(BigInteger.valueOf(place)).divide(BigInteger.valueOf(count)));
    }

    /// The rows of one partition's query; they are fetched as they are read.
    private static final class Rows<T> implements Iterator<T> {
        private final ResultSet rows;
        private final Function<? super ResultSet, ? extends T> mapRow;
        private boolean moved;
        private boolean hasRow;

        private Rows(ResultSet rows, Function<? super ResultSet, ? extends T> mapRow) {
            this.rows = rows;
            this.mapRow = mapRow;
        }

        static <T> Iterator<T> of(
                Connection connection,
                String sql,
                Tuple2<Long, Long> range,
                Function<? super ResultSet, ? extends T> mapRow)
                throws SQLException {
            // A task ends with its connection, whether or not it reads all rows.
            TaskContext.get().addTaskCompletionListener(_ -> close(connection));
            @SuppressWarnings("resource") // closed with its connection
            PreparedStatement query =
                    connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            query.setLong(1, range._1());
            query.setLong(2, range._2());
            return new Rows<>(query.executeQuery(), mapRow);
        }

        private static void close(Connection connection) {
            try {
                connection.close();
            } catch (SQLException e) {
                // All rows that were wanted have been read.
                LOG.warn("A connection to a database cannot be closed", e);
            }
        }

        @Override
        public boolean hasNext() {
            if (!moved) {
                try {
                    hasRow = rows.next();
                } catch (SQLException e) {
                    throw new SparrowException(ErrorCode.INPUT_UNREADABLE, "A database gives no more rows: " + e, e);
                }
                moved = true;
            }
            return hasRow;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            moved = false;
            try {
                return mapRow.call(rows);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new SparrowException(ErrorCode.INPUT_UNREADABLE, "A row of a database cannot be mapped: " + e, e);
            }
        }
    }
}
