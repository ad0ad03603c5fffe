package io.docket.kit.automation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookTokenTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void only_the_token_itself_fits_its_digest() {
        String digest = WebhookToken.digest(TOKEN);

        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(WebhookToken.fits(TOKEN, digest)).isTrue();
        assertThat(WebhookToken.fits(TOKEN + "x", digest)).isFalse();
        assertThat(WebhookToken.fits(digest, digest)).isFalse();
        assertThat(WebhookToken.fits("", digest)).isFalse();
    }
}
