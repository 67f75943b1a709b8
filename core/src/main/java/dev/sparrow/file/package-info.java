/// Files as sources and targets: which files a path means, how they are split, how a finished output appears at once.
///
/// Names, sizes and folders only; decoding bytes is `compute`'s work. Imports `value`, `error`. Read [FileListing] first.
package dev.sparrow.file;
