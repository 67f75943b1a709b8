/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

/// What is known of a file or directory besides its content (Burrows 2006, section 2.3).
///
/// @param instance higher than that of any file of this name before
/// @param contentGeneration rises with each change of the content; files only
/// @param lockGeneration rises each time the lock goes from free to held; no two locks ever share one, but 0
/// @param aclGeneration rises with each change of who may do what
/// @param checksum CRC32C of the content
public record Stat(
        long instance,
        long contentGeneration,
        long lockGeneration,
        long aclGeneration,
        long checksum,
        boolean directory,
        boolean ephemeral) {
    Stat withContent(long newChecksum) {
        return new Stat(
                instance, contentGeneration + 1, lockGeneration, aclGeneration, newChecksum, directory, ephemeral);
    }

    Stat withAcl() {
        return new Stat(instance, contentGeneration, lockGeneration, aclGeneration + 1, checksum, directory, ephemeral);
    }

    Stat withLock(long generation) {
        return new Stat(instance, contentGeneration, generation, aclGeneration, checksum, directory, ephemeral);
    }
}
