package io.docket.files.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.files.support.LocalFiles;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketIT {
    @Test
    void a_bucket_that_is_there_is_taken_as_it_is() throws IOException {
        try (LocalFiles files = new LocalFiles()) {
            files.store.bucket().ensure();

            assertThat(files.store.bucket().exists()).isTrue();
        }
    }

    @Test
    void a_store_that_does_not_answer_is_said_to_be_unavailable() {
        URI nowhere = URI.create("http://127.0.0.1:1");
        Duration soon = Duration.ofSeconds(2);
        StoreSettings settings =
                new StoreSettings(nowhere, nowhere, "us-east-1", "key", "secret", "bucket", soon, soon, soon);
        try (FileStore store = new FileStore(settings, soon)) {
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> store.bucket().ensure())
                    .withMessageContaining("bucket");
        }
    }
}
