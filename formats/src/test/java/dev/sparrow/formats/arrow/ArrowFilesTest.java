/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.formats.TypedRecordsTest;

import java.util.Map;

class ArrowFilesTest extends TypedRecordsTest {
    @Override
    protected <T> void write(Rdd<T> rows, Class<T> type, String path) {
        ArrowFiles.write(rows, type).to(path);
    }

    @Override
    protected <T> Rdd<T> read(Sparrow context, String path, Class<T> type) {
        return ArrowFiles.read(context, path).as(type);
    }

    @Override
    protected Rdd<Map<String, Object>> maps(Sparrow context, String path) {
        return ArrowFiles.read(context, path).maps();
    }

    @Override
    protected String extension() {
        return ".arrow";
    }
}
