/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Step;
import dev.sparrow.task.TaskContext;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The lines that a command writes while it is given the elements of a partition.
///
/// Three threads talk to the process, since any of its pipes can make it wait. Elements are asked for on the task's
/// thread alone, when there is nothing to read and room to write. A task that ends, in whatever way, ends the process.
public final class Piped implements Iterator<Object> {
    private static final int LINES_MAX = 1_000;
    private static final int ERRORS_SHOWN_MAX = 10;

    private final PipeCommand command;
    private final Iterator<?> elements;
    private final Process process;

    /// Of its own; null if it has none.
    private final TemporaryFolder folder;

    private final Deque<String> toWrite = new ArrayDeque<>();
    private final Deque<String> read = new ArrayDeque<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private boolean allGiven;
    private boolean ended;
    private int readersLeft = 2;

    private Piped(PipeCommand command, Iterator<?> elements, Process process, TemporaryFolder folder) {
        this.command = command;
        this.elements = elements;
        this.process = process;
        this.folder = folder;
    }

    public static Lineage lines(OperatorCall call, Lineage lineage, PipeCommand command) {
        Function2<Integer, Iterator<Object>, Iterator<Object>> start = (_, elements) -> start(command, elements);
        return call.step(lineage, new Step.MapPartitions(start, false));
    }

    private static Iterator<Object> start(PipeCommand command, Iterator<?> elements) throws IOException {
        var builder = new ProcessBuilder(command.command());
        builder.environment().putAll(command.environment());
        var folder =
                command.workingDirs() == null
                        ? null
                        : TemporaryFolder.create(Path.of(command.workingDirs()), "sparrow-pipe-");
        if (folder != null) {
            builder.directory(folder.path().toFile());
        }
        var piped = new Piped(command, elements, start(command, builder), folder);
        if (TaskContext.get() != null) {
            TaskContext.get().addTaskCompletionListener(_ -> piped.end());
        }
        piped.startThread("in", piped::write);
        piped.startThread("out", piped::readLines);
        piped.startThread("err", piped::readErrors);
        return piped;
    }

    private static Process start(PipeCommand command, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.USER_FUNCTION,
                    command.label() + " cannot start " + command.command() + ": " + e.getMessage(),
                    e);
        }
    }

    private void startThread(String name, Runnable work) {
        Thread.ofPlatform().daemon().name("sparrow-pipe-" + name).start(work);
    }

    // ---- On threads of their own ------------------------------------------------------------------------------------

    private void write() {
        try (var out =
                new BufferedWriter(
                        new OutputStreamWriter(process.getOutputStream(), command.charset()), command.bufferSize())) {
            for (var line = takeToWrite(); line != null; line = takeToWrite()) {
                out.write(line);
                out.write('\n');
            }
        } catch (IOException e) {
            // The process has read all it wants.
            synchronized (this) {
                allGiven = true;
                toWrite.clear();
                notifyAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Null at the end.
    private synchronized String takeToWrite() throws InterruptedException {
        while (toWrite.isEmpty() && !allGiven) {
            wait();
        }
        notifyAll();
        return toWrite.poll();
    }

    private void readLines() {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), command.charset()))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                put(line);
            }
        } catch (IOException | UncheckedIOException e) {
            // The process was ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readerEnds();
        }
    }

    private synchronized void put(String line) throws InterruptedException {
        while (read.size() >= LINES_MAX && !ended) {
            wait();
        }
        read.add(line);
        notifyAll();
    }

    private void readErrors() {
        try (var in = new BufferedReader(new InputStreamReader(process.getErrorStream(), command.charset()))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (this) {
                    errors.add(line);
                    if (errors.size() > ERRORS_SHOWN_MAX) {
                        errors.poll();
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The process was ended.
        } finally {
            readerEnds();
        }
    }

    private synchronized void readerEnds() {
        readersLeft--;
        notifyAll();
    }

    // ---- On the task's thread ---------------------------------------------------------------------------------------

    @Override
    public boolean hasNext() {
        try {
            while (true) {
                synchronized (this) {
                    while (read.isEmpty() && readersLeft > 0 && (allGiven || toWrite.size() >= LINES_MAX)) {
                        wait();
                    }
                    if (!read.isEmpty()) {
                        return true;
                    }
                    if (readersLeft == 0) {
                        break;
                    }
                }
                give();
            }
            var status = process.waitFor();
            end();
            checkExit(status);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
            throw new IllegalStateException(command.label() + " was interrupted", e);
        }
    }

    /// Asks for one more element, without the lock: it may take long.
    private void give() {
        var line = elements.hasNext() ? String.valueOf(elements.next()) : null;
        synchronized (this) {
            if (line == null) {
                allGiven = true;
            } else if (!allGiven) {
                toWrite.add(line);
            }
            notifyAll();
        }
    }

    private synchronized void checkExit(int status) {
        if (status != 0) {
            throw new SparrowException(
                    ErrorCode.USER_FUNCTION,
                    command.label()
                            + ": "
                            + command.command()
                            + " ended with status "
                            + status
                            + (errors.isEmpty() ? "." : " and said at last:\n" + String.join("\n", errors)));
        }
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        synchronized (this) {
            notifyAll();
            return read.remove();
        }
    }

    private void end() {
        process.destroyForcibly();
        synchronized (this) {
            ended = true;
            allGiven = true;
            toWrite.clear();
            read.clear();
            notifyAll();
        }
        if (folder != null) {
            folder.close();
        }
    }
}
