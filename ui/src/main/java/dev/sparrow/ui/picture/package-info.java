/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Pictures of a moment of a run, as SVG: the page, the report and the notebook show the same ones, and tests read
/// them.
///
/// What a picture is coloured by is a class, so that one stylesheet serves all and light and dark are its choice; there
/// are no style attributes, which the page's content security policy refuses. Read [Svg] first.
package dev.sparrow.ui.picture;
