/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.error.ErrorValues;
import dev.sparrow.lineage.Label;
import dev.sparrow.scheduler.plan.StageInputs;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StorageLevel;

import java.util.List;
import java.util.Map;

/// What an executor needs of a stage, whichever of its tasks it runs. Known by the hash of its bytes.
///
/// @param caches the persisted datasets that its tasks read or may have to make, each after those that it is made of
public record StageCode(
        StageKind kind,
        int partitions,
        ProgramCode program,
        List<CacheCode> caches,
        StageInputs inputs,
        Setting setting) {

    /// What computes partitions.
    ///
    /// @param slices the collections that it reads, by dataset and partition
    /// @param caches the persisted datasets that it reads
    public record ProgramCode(
            SnapshotForm functions,
            Map<DatasetId, List<SliceRef>> slices,
            StageInputs inputs,
            Map<DatasetId, CacheId> caches) {}

    /// A slice of a collection, which a task gets when it reads it.
    ///
    /// @param hash of its bytes
    public record SliceRef(String hash) {}

    /// A persisted dataset, with what makes a partition of it that is missing.
    public record CacheCode(
            CacheId id,
            DatasetId dataset,
            Label label,
            StorageLevel level,
            int partitions,
            boolean barrier,
            ProgramCode program) {}

    /// What surrounds functions in tasks.
    ///
    /// @param properties what they may ask for
    /// @param files those that were added to the context
    /// @param jars whose classes they find by name
    /// @param shell whether they were typed at the prompt of a shell, and their classes come in units
    public record Setting(
            Map<String, String> properties,
            boolean interruptsOnCancel,
            ErrorValues errorValues,
            List<FileRef> files,
            List<FileRef> jars,
            boolean shell) {}

    /// A file that executors have a copy of.
    ///
    /// @param path relative to the folder of all, such as `words.txt` or `dictionary/de.txt`
    /// @param rights who may do what with it, such as `rwxr-x---`; empty where the file system does not say
    /// @param hash of its bytes
    public record FileRef(String path, String rights, String hash) {}
}
