package io.docket.files.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final long SIZE = 100;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0, 9",
        "bytes=90-, 90, 99",
        "bytes=-10, 90, 99",
        "bytes=-1000, 0, 99",
        "bytes=50-5000, 50, 99",
        "bytes=99-99, 99, 99"
    })
    void one_range_is_cut_to_the_file(String header, long first, long last) {
        assertThat(ByteRange.parse(header, SIZE)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"bytes=0-1,5-9", "lines=0-9", "bytes=9-1", "bytes=-", "bytes=a-b", "0-9"})
    void what_is_no_single_range_of_bytes_means_the_whole_file(String header) {
        assertThat(ByteRange.parse(header, SIZE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void a_range_outside_of_the_file_cannot_be_satisfied(String header) {
        assertThatExceptionOfType(ByteRange.Unsatisfiable.class)
                .isThrownBy(() -> ByteRange.parse(header, SIZE))
                .withMessageContaining("100 bytes");
    }

    @Test
    void a_range_knows_its_length_and_its_place() {
        ByteRange range = new ByteRange(10, 19);

        assertThat(range.length()).isEqualTo(10);
        assertThat(range.contentRange(SIZE)).isEqualTo("bytes 10-19/100");
    }
}
