/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.queries;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.sql.Sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs each query once on a master.
public final class OnMaster {
    private OnMaster() {}

    /// @param args the file for results, the master, then `table NAME FILE` and `query NAME FILE`
    public static void main(String[] args) throws IOException {
        var results = new ArrayList<QueryResult>();
        var conf = new SparrowConf().setMaster(args[1]).setAppName("queries").set("sparrow.progress", "off");
        try (var sc = new Sparrow(conf)) {
            var sql = Sql.on(sc);
            for (var i = 2; i < args.length; i += 3) {
                if (args[i].equals("table")) {
                    sql.sql("create table " + args[i + 1] + " as from '" + args[i + 2] + "'");
                } else {
                    results.add(result(sql, args[i + 1], Files.readString(Path.of(args[i + 2]))));
                }
            }
        }
        QueryResult.write(Path.of(args[0]), results);
        System.exit(0);
    }

    private static QueryResult result(Sql sql, String name, String text) {
        var start = System.nanoTime();
        try {
            var answer = new QuerySide.OfSparrow(sql).answer(text);
            return new QueryResult(name, "", (System.nanoTime() - start) / 1e6, answer);
        } catch (RuntimeException e) {
            return new QueryResult(name, String.valueOf(e.getMessage()), 0, new QueryAnswer(List.of()));
        }
    }
}
