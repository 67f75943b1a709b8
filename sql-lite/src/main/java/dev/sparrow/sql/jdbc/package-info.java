/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// SQL by JDBC, in the process of the program: [dev.sparrow.sql.jdbc.SparrowDriver] is found for `jdbc:sparrow:`.
///
/// JDBC has hundreds of methods, of which a program needs few. Classes here have those alone that mean something, and
/// no interface; [dev.sparrow.sql.jdbc.Refusing] puts the interface before them, and refuses the others by their names.
package dev.sparrow.sql.jdbc;
