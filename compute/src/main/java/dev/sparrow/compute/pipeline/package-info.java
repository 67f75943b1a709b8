/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Pipelines at the speed of hand-written loops: source, steps and end of a task as one hidden class.
///
/// The loop calls the methods behind the user's lambdas through constants of its own class, so the JIT inlines all of
/// them and removes the boxes between them; a call site that many pipelines share could not be inlined. [Pipeline] is
/// the entry; [LoopClasses] keeps a class for each shape of pipeline; [LoopWriter] writes it, with [SourceWriter],
/// [StepWriter], [ElementCode], and [Accumulator] or [WindowEnd]; [LambdaMethod] finds the method behind a lambda;
/// [BufferReuse] says whether all rows may come in the same arrays. [dev.sparrow.compute.window.WindowSource] and
/// [dev.sparrow.compute.window.WindowSink] are how loops meet plain Java operators; [SlotFold] is the loop of an
/// aggregation table. When to compile is decided in `compute.run`. Read [Loop] first.
package dev.sparrow.compute.pipeline;
