/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.schema.SchemaNode;
import dev.sparrow.format.ColumnBounds;
import dev.sparrow.format.ScanFilter;
import dev.sparrow.formats.parquet.WantedRows.Stretch;
import dev.sparrow.formats.record.FolderColumns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/// Finds the rows of a file that a filter may want: by the bounds of groups, and within a group by those of its pages,
/// where the file has an index of them. Pages of two columns begin at different rows, so a group is cut wherever one of
/// a column that is asked for begins.
final class RowChoice {
    private final InputFile file;
    private final RowGroups groups;

    /// The columns of single values, by name.
    private final Map<String, StoredBounds> columns = new LinkedHashMap<>();

    private final List<Stretch> chosen = new ArrayList<>();

    RowChoice(InputFile file, FileMetaData footer, List<SchemaNode> nodes, RowGroups groups) {
        this.file = file;
        this.groups = groups;
        for (var node : nodes) {
            if (node instanceof SchemaNode.PrimitiveNode leaf && leaf.maxRepetitionLevel() == 0) {
                columns.put(leaf.name(), StoredBounds.of(footer, LeafColumn.of(leaf)));
            }
        }
    }

    WantedRows of(ScanFilter filter, FolderColumns.Here folders) throws IOException {
        var asked = filter.columns().stream().filter(name -> folders.bounds(name) == null).toList();
        var row = groups.rowsBefore();
        for (var g = 0; g < groups.chosen().size(); g++) {
            var group = groups.chosen().get(g);
            if (group.numRows() > 0 && filter.mayHold(name -> bounds(name, folders, group))) {
                addPages(filter, folders, asked, new Place(g, row, group));
            }
            row += group.numRows();
        }
        return new WantedRows(chosen);
    }

    private ColumnBounds bounds(String name, FolderColumns.Here folders, RowGroup group) {
        var said = folders.bounds(name);
        var column = columns.get(name);
        if (said != null || column == null || !column.leaf().isColumnar()) {
            return said;
        }
        return column.of(group.columns().get(column.leaf().node().columnIndex()).metaData());
    }

    /// A group in the file.
    ///
    /// @param number among the groups of the split
    /// @param row the number of its first row
    private record Place(int number, long row, RowGroup group) {}

    private void addPages(ScanFilter filter, FolderColumns.Here folders, List<String> asked, Place place)
            throws IOException {
        var indexes = new LinkedHashMap<String, PageIndex>();
        var begins = new TreeSet<>(List.of(0L));
        for (var name : asked) {
            var column = columns.get(name);
            if (column != null && column.leaf().isColumnar()) {
                var chunk = place.group.columns().get(column.leaf().node().columnIndex());
                var index = PageIndex.read(file, chunk, place.group.numRows());
                if (index.isPresent()) {
                    indexes.put(name, index.get());
                    index.get().pages().forEach(page -> begins.add(page.firstRow()));
                }
            }
        }
        for (var begin : begins) {
            var next = begins.higher(begin);
            Function<String, ColumnBounds> bounds =
                    name ->
                            indexes.containsKey(name)
                                    ? columns.get(name).of(indexes.get(name).at(begin))
                                    : bounds(name, folders, place.group);
            if (begins.size() == 1 || filter.mayHold(bounds)) {
                add(place, begin, next == null ? place.group.numRows() : next);
            }
        }
    }

    /// @param from of the rows in the group
    private void add(Place place, long from, long to) {
        var begin = place.row + from;
        var end = place.row + to;
        if (!chosen.isEmpty() && chosen.getLast().to() == begin) {
            var last = chosen.removeLast();
            chosen.add(new Stretch(last.from(), end, last.firstGroup(), place.number + 1));
        } else {
            chosen.add(new Stretch(begin, end, place.number, place.number + 1));
        }
    }
}
