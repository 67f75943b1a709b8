/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.FileErrors;
import dev.sparrow.formats.record.Unfit;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.validate.ValidateUtil;
import org.apache.arrow.vector.validate.ValidateVectorBufferVisitor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// An open file, read batch by batch. Each batch is checked as a whole before a value of it is looked at: what is
/// damaged must neither read other memory nor ask for more than a file of this size can need.
final class ArrowFile implements AutoCloseable {
    private static final String MAGIC = "ARROW1";

    /// A file of this many bytes may take so many times as much in memory, and what follows besides.
    private static final int MEMORY_PER_BYTE = 4;

    private static final long MEMORY_MIN = 16 << 20;

    /// The position of the first message: behind the magic number.
    private static final long FIRST_MESSAGE = 8;

    private static final int MESSAGE_MARK = -1;

    private final FileSplit file;
    private final FileErrors errors;
    private final ReadMemory memory;
    private final SeekableFile channel;
    private final ArrowFileReader reader;

    /// The checksums of the batches; files of other programs have none.
    private Optional<Checksums> checksums = Optional.empty();

    private final List<String> names;
    private VectorSchemaRoot batch;
    private List<VectorValues> columns = List.of();
    private Iterator<Integer> toLoad;
    private int batchNumber;
    private boolean closed;

    ArrowFile(FileSplit file, SourceTask task) {
        this.file = file;
        this.errors = new FileErrors(file, task, "an Arrow file");
        this.channel = new SeekableFile(errors.begun(task.openAnywhere(file), MAGIC));
        this.memory = new ReadMemory(Math.max(MEMORY_MIN, file.fileLength() * MEMORY_PER_BYTE));
        this.reader = new ArrowFileReader(channel, memory, new PackedBuffers());
        var complete = false;
        try {
            batch = reader.getVectorSchemaRoot();
            toLoad = batchesOf(file).iterator();
            checksums = Checksums.read(schemas(), reader.getMetaData(), reader.getRecordBlocks());
            names = VectorValues.names(batch.getSchema().getFields());
            complete = true;
        } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
            throw errors.damaged("its schema", e);
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    /// The numbers, from 1, of the batches that begin in a split.
    private List<Integer> batchesOf(FileSplit split) throws IOException {
        var begins = reader.getRecordBlocks().stream().map(ArrowBlock::getOffset).toList();
        if (!begins.stream().allMatch(begin -> 0 <= begin && begin < split.fileLength())) {
            throw new IOException("its record batches begin at " + begins + " of " + split.fileLength() + " bytes");
        }
        return IntStream.range(0, begins.size())
                .filter(i -> split.holds(begins.get(i)))
                .map(i -> i + 1)
                .boxed()
                .toList();
    }

    FileErrors errors() {
        return errors;
    }

    /// The names of the columns, in order.
    List<String> names() {
        return names;
    }

    /// The columns themselves, which hold the batch that was read last.
    List<FieldVector> vectors() {
        return batch.getFieldVectors();
    }

    /// The values of the columns in that batch.
    List<VectorValues> values() {
        return columns;
    }

    /// The number of that batch, from 1.
    int batchNumber() {
        return batchNumber;
    }

    /// The rows of that batch.
    int rows() {
        return batch.getRowCount();
    }

    /// Goes to the next batch that begins in the split, if there is one.
    boolean nextBatch() {
        try {
            if (closed || !toLoad.hasNext()) {
                return false;
            }
            batchNumber = toLoad.next();
            loadBatch();
            checkDictionaries();
            var fresh = new ArrayList<VectorValues>();
            for (var vector : batch.getFieldVectors()) {
                check(vector);
                fresh.add(VectorValues.of(vector, reader));
            }
            columns = fresh;
            return true;
        } catch (Unfit e) {
            throw errors.unfit(e);
        } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
            throw errors.damaged("record batch " + batchNumber, e);
        }
    }

    private void loadBatch() throws IOException {
        channel.begin();
        reader.loadRecordBatch(reader.getRecordBlocks().get(batchNumber - 1));
        if (checksums.isPresent()) {
            checksums.get().check(batchNumber - 1, channel.checksum());
        }
    }

    /// The schema of the footer, and the one at the beginning, which the library does not read.
    private List<Schema> schemas() throws IOException {
        var footer = batch.getSchema();
        try {
            channel.position(FIRST_MESSAGE);
            var numbers = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            if (channel.read(numbers) < numbers.capacity()) {
                return List.of(footer);
            }
            // The library believes the length, which stands behind a mark that old files lack.
            var length = numbers.getInt(numbers.getInt(0) == MESSAGE_MARK ? Integer.BYTES : 0);
            if (length < 0 || length > file.fileLength()) {
                return List.of(footer);
            }
            channel.position(FIRST_MESSAGE);
            return List.of(footer, MessageSerializer.deserializeSchema(new ReadChannel(channel)));
        } catch (RuntimeException | IOException _) {
            return List.of(footer);
        }
    }

    /// All of them are loaded with the first batch.
    private void checkDictionaries() throws IOException {
        if (columns.isEmpty()) {
            for (var dictionary : reader.getDictionaryVectors().values()) {
                checkValues(dictionary.getVector());
            }
        }
    }

    private void check(FieldVector vector) {
        checkValues(vector);
        ValidateUtil.validateOrThrow(
                vector.getValueCount() == rows(), "A column has %s rows of %s.", vector.getValueCount(), rows());
    }

    private static void checkValues(FieldVector vector) {
        vector.accept(new SoundTypes(), null);
        vector.accept(new ValidateVectorBufferVisitor(), null);
        vector.accept(new SoundValues(), null);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (memory) {
            reader.close();
        } catch (IOException | RuntimeException _) {
            // Nothing read can get lost.
            return;
        }
    }
}
