/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.spi.RunObserver;
import dev.sparrow.ui.state.RunFacts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;

/// The file of a run's log. What happened is in the file when a job or a stage has ended, and else within a second or
/// two.
///
/// It writes on the thread that tells events, of which the engine bounds and counts what waits; a disk that is full or
/// slow hurts no job.
public final class RunLog implements RunObserver.Watch {
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
    private static final long FLUSH_MILLIS = 1_000;
    private static final int BUFFER_CHARS = 1 << 16;

    private final Path file;
    private final RunFacts facts;
    private final Clock clock;
    private final Writer writer;
    private final LogLines lines;
    private boolean flushing;
    private boolean closed;

    private RunLog(Path file, RunFacts facts, Clock clock, Writer writer, UnaryOperator<String> reasons) {
        this.file = file;
        this.facts = facts;
        this.clock = clock;
        this.writer = writer;
        this.lines = new LogLines(facts, reasons, this::write);
    }

    /// Begins the log of a run.
    ///
    /// @param facts whose id is not looked at: the name of the file becomes the id
    /// @param valuesShown whether reasons of failures may tell of values
    /// @throws UncheckedIOException if the file cannot be made
    public static RunLog begin(RunFolder folder, RunFacts facts, boolean valuesShown, long pid, Clock clock) {
        try {
            var file = folder.create(facts.started(), pid);
            var named =
                    new RunFacts(
                            RunFolder.id(file),
                            facts.app(),
                            facts.master(),
                            facts.version(),
                            facts.started(),
                            facts.slots(),
                            facts.settings());
            var stream = new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8);
            var reasons = valuesShown ? Reasons.SHOWN : (UnaryOperator<String>) Reasons::withoutValues;
            var log = new RunLog(file, named, clock, new BufferedWriter(stream, BUFFER_CHARS), reasons);
            log.lines.begin();
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException("No log of this run can be written in " + folder.path().toAbsolutePath(), e);
        }
    }

    public Path file() {
        return file;
    }

    private void write(String line) {
        try {
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        closed = true;
        return new UncheckedIOException("The log " + file.toAbsolutePath() + " cannot be written", e);
    }

    @Override
    public void onEvent(Event event) {
        onEvent(new At(clock.instant(), event));
    }

    @Override
    public synchronized void onEvent(At event) {
        if (closed) {
            return;
        }
        lines.accept(event);
        if (event.event() instanceof Event.JobFinished || event.event() instanceof Event.StageFinished) {
            flush();
        } else if (!flushing) {
            flushing = true;
            Thread.ofVirtual().name("sparrow-log").start(this::flushWhileBusy);
        }
    }

    private void flushWhileBusy() {
        try {
            do {
                Thread.sleep(FLUSH_MILLIS);
            } while (flushed());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns whether there may be more to flush later.
    private synchronized boolean flushed() {
        try {
            flushing = !closed && lines.isBusy();
            if (!closed) {
                lines.flush(facts.micros(Instant.now(clock)));
                flush();
            }
        } catch (UncheckedIOException e) {
            LOG.warn("{}; jobs go on without a log", e.getMessage(), e.getCause());
            flushing = false;
        }
        return flushing;
    }

    private void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        try (writer) {
            lines.end(facts.micros(Instant.now(clock)));
            closed = true;
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
