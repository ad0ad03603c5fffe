package io.docket.eventstore.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.LoggedRecord.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every record that differs from a given one in a single bit of its key, its value, or a header's name or value. */
final class BitFlips {
    private BitFlips() {}

    static Stream<LoggedRecord> of(LoggedRecord record) {
        Stream<LoggedRecord> keys = flips(record.key()).map(key -> with(record, key, record.value(), record.headers()));
        Stream<LoggedRecord> values =
                flips(record.value()).map(value -> with(record, record.key(), value, record.headers()));
        Stream<LoggedRecord> headers = IntStream.range(0, record.headers().size())
                .boxed()
                .flatMap(i -> flips(record.headers().get(i)).map(flipped -> {
                    List<Header> all = new ArrayList<>(record.headers());
                    all.set(i, flipped);
                    return with(record, record.key(), record.value(), all);
                }));
        return Stream.of(keys, values, headers).flatMap(flips -> flips);
    }

    private static Stream<Header> flips(Header header) {
        return Stream.concat(
                flips(header.name().getBytes(UTF_8)).map(name -> new Header(new String(name, UTF_8), header.value())),
                flips(header.value()).map(value -> new Header(header.name(), value)));
    }

    private static Stream<byte[]> flips(byte[] bytes) {
        return IntStream.range(0, bytes.length * 8).mapToObj(bit -> {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            return flipped;
        });
    }

    private static LoggedRecord with(LoggedRecord old, byte[] key, byte[] value, List<Header> headers) {
        return new LoggedRecord(old.partition(), old.offset(), key, value, headers);
    }
}
