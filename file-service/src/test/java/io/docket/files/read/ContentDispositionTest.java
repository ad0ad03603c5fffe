package io.docket.files.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentDispositionTest {
    @Test
    void a_plain_name_stays_as_it_is() {
        assertThat(ContentDisposition.attachment("plan 2.txt"))
                .isEqualTo("attachment; filename=\"plan 2.txt\"; filename*=UTF-8''plan%202.txt");
    }

    @Test
    void a_name_cannot_end_the_header_or_begin_another() {
        assertThat(ContentDisposition.attachment("a\"; filename=\"b\r\nSet-Cookie: x"))
                .isEqualTo("attachment; filename=\"a_; filename=_b__Set-Cookie: x\";"
                        + " filename*=UTF-8''a%22%3B%20filename%3D%22b%0D%0ASet-Cookie%3A%20x");
    }

    @Test
    void other_letters_are_kept_for_clients_that_understand_them() {
        assertThat(ContentDisposition.attachment("Größe.pdf"))
                .isEqualTo("attachment; filename=\"Gr__e.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf");
    }
}
