package io.docket.files.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class AnnouncedFileTest {
    @Test
    void a_file_whose_bytes_are_there_has_no_upload() throws Exception {
        assertThat(new ObjectMapper().writeValueAsString(new AnnouncedFile("f-1", null, true)))
                .isEqualTo("{\"id\":\"f-1\"}");
    }
}
