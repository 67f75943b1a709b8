/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.serializers.ImmutableSerializer;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// A time of a zone with its offset: in the hour that clocks go through twice, the zone does not tell which is meant.
final class ZonedTimes extends ImmutableSerializer<ZonedDateTime> {

    @Override
    public void write(Kryo kryo, Output output, ZonedDateTime time) {
        output.writeLong(time.toLocalDateTime().toEpochSecond(ZoneOffset.UTC), false);
        output.writeInt(time.getNano(), true);
        output.writeInt(time.getOffset().getTotalSeconds(), false);
        output.writeString(time.getZone().getId());
    }

    @Override
    public ZonedDateTime read(Kryo kryo, Input input, Class<? extends ZonedDateTime> type) {
        var local = LocalDateTime.ofEpochSecond(input.readLong(false), input.readInt(true), ZoneOffset.UTC);
        var offset = ZoneOffset.ofTotalSeconds(input.readInt(false));
        return ZonedDateTime.ofInstant(local, offset, ZoneId.of(input.readString()));
    }
}
