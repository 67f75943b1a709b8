/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

/// Who may do what with a file or directory (Burrows 2006, section 2.3): the names of three access lists. A list is a
/// file in [#DIRECTORY] with the name of a client in each line. What has no name is open to everybody; nobody is in a
/// list that is not there.
///
/// @param read to read it
/// @param write to write and delete it, to lock it in either mode, and to make something in a directory
/// @param change to change these names
public record Acl(String read, String write, String change) {
    /// Where access lists are.
    public static final String DIRECTORY = "/acl";

    /// Everybody may do everything.
    public static final Acl OPEN = new Acl("", "", "");
}
