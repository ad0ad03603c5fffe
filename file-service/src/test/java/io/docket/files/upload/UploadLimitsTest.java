package io.docket.files.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class UploadLimitsTest {
    private static final long MIB = 1L << 20;
    private final UploadLimits limits = new UploadLimits(5L << 30, 16 * MIB, 16 * MIB);

    @Test
    void a_file_over_the_limit_of_one_put_comes_in_parts() {
        assertThat(limits.inParts(16 * MIB)).isFalse();
        assertThat(limits.inParts(16 * MIB + 1)).isTrue();
    }

    @Test
    void the_last_part_holds_what_is_left() {
        assertThat(limits.parts(32 * MIB + 1)).isEqualTo(3);
        assertThat(limits.partSize(32 * MIB + 1, 2)).isEqualTo(16 * MIB);
        assertThat(limits.partSize(32 * MIB + 1, 3)).isEqualTo(1);
        assertThat(limits.parts(32 * MIB)).isEqualTo(2);
    }

    @Test
    void limits_that_s3_would_refuse_stop_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UploadLimits(5L << 30, 16 * MIB, MIB))
                .withMessageContaining("part-size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UploadLimits(1L << 40, 16 * MIB, 16 * MIB))
                .withMessageContaining("10000 parts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UploadLimits(0, 16 * MIB, 16 * MIB))
                .withMessageContaining("max-size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UploadLimits(5L << 30, 6L << 30, 16 * MIB))
                .withMessageContaining("multipart-above");
    }
}
