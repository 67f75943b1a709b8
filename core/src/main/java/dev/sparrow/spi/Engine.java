package dev.sparrow.spi;

import dev.sparrow.lineage.Lineage;
import dev.sparrow.value.ShuffleId;

/// What runs jobs. The context holds one; the API above knows nothing of stages, actors or threads.
///
/// All methods may be called from any thread. After [#close] every other call fails with
/// [dev.sparrow.error.ErrorCode#CONTEXT_CLOSED].
public interface Engine extends AutoCloseable {

    /// Plans a job, takes what its functions capture as it is now, and starts it.
    Job submit(JobRequest request);

    /// The stages that a job over `target` would have, as text for people.
    String explain(Lineage target);

    /// Nothing reaches this exchange any more: its blocks may go as soon as no running job reads them.
    void release(ShuffleId shuffle);

    /// Cancels all running jobs.
    void cancelAll(String reason);

    /// Ends running jobs with an error and frees threads, memory and files. Idempotent.
    @Override
    void close();
}
