/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The log of a node on a real disk: what the effects `Write` and `Rewrite` of a machine become.
///
/// [DiskLog] knows files and what a crash can leave of them; [DiskWriter] is the thread that writes, one flush for all
/// that waits; [Folder] is what both need of a file system, so that tests crash between any two operations. The picture
/// of the files is in [DiskLog], which is also the class to read first. Imports nothing of ours but the contract of
/// machines, the codec and errors.
package dev.sparrow.coordination.disk;
