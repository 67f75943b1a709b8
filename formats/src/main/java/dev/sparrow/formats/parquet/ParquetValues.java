/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;

import java.util.ArrayList;
import java.util.LinkedHashMap;

/// The values of columns as Java knows them.
final class ParquetValues {
    private ParquetValues() {}

    static Object plain(Object value) {
        return switch (value) {
            case PqStruct struct -> {
                var map = new LinkedHashMap<String, Object>();
                for (var i = 0; i < struct.getFieldCount(); i++) {
                    var name = struct.getFieldName(i);
                    map.put(name, plain(struct.getValue(name)));
                }
                yield map;
            }
            case PqList list -> {
                var plain = new ArrayList<Object>();
                for (var i = 0; i < list.size(); i++) {
                    plain.add(plain(list.get(i)));
                }
                yield plain;
            }
            case PqMap map -> {
                var plain = new LinkedHashMap<Object, Object>();
                for (var entry : map.getEntries()) {
                    plain.put(plain(entry.getKey()), plain(entry.getValue()));
                }
                yield plain;
            }
            case null, default -> value;
        };
    }
}
