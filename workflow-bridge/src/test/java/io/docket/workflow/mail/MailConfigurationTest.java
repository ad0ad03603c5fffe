package io.docket.workflow.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.settings.BridgeSettings;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.simulation.TenantQueueInMemory;
import io.docket.workflow.simulation.VirtualTime;
import io.docket.workflow.tenant.ParkingCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailConfigurationTest {
    private static final int PACKAGED = 250;
    private static final int FILE = 260;

    private final Map<String, String> properties = new HashMap<>();

    private MailService service() throws IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(MailSettings.class)
                .withMapping(BridgeSettings.class)
                .withMappingIgnore("**")
                .withSources(new PropertiesConfigSource(
                        Path.of("src/main/resources/application.properties")
                                .toUri()
                                .toURL(),
                        PACKAGED))
                .withSources(new PropertiesConfigSource(properties, "file", FILE))
                .build();
        VirtualTime time = new VirtualTime();
        return new MailService(
                config.getConfigMapping(MailSettings.class),
                config.getConfigMapping(BridgeSettings.class),
                new ParkingCommands(new RecordingPlatform(), new TenantQueueInMemory(new Steps(), 1)),
                new RecordingPlatform(),
                List::of,
                new Persistence(
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), time, time, new SimpleMeterRegistry()),
                time);
    }

    private void mailbox(String prefix, String tenant) {
        properties.put(prefix + "tenant", tenant);
        properties.put(prefix + "address", "desk@" + tenant + ".test");
        properties.put(prefix + "smtp.host", "127.0.0.1");
    }

    @Test
    void without_a_server_no_mail_is_sent() throws IOException {
        assertThat(service().outboxes()).isEmpty();
    }

    @Test
    void mailboxes_have_a_tenant_each() throws IOException {
        mailbox("docket.mail.", "acme");
        mailbox("docket.mail.mailboxes.help.", "globex");
        mailbox("docket.mail.mailboxes.about.", "initech");

        assertThat(service().outboxes().entrySet())
                .map(outbox -> outbox.getKey() + "=" + outbox.getValue().tenant())
                .containsExactly("=acme", "about=initech", "help=globex");
    }

    @Test
    void two_that_would_send_the_same_mail_stop_the_start() {
        mailbox("docket.mail.", "acme");
        mailbox("docket.mail.mailboxes.help.", "acme");

        assertThatThrownBy(() -> service().outboxes())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("two mailboxes in docket.mail send the mail of tenant acme");
    }

    @Test
    void authorities_that_cannot_be_read_stop_the_start() {
        mailbox("docket.mail.", "acme");
        properties.put("docket.mail.smtp.authorities", "nowhere.pem");

        assertThatThrownBy(() -> service().outboxes())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("the authorities of the mail server cannot be read", "nowhere.pem");
    }

    @Test
    void mailbox_that_does_not_say_whose_it_is_stops_the_start() {
        properties.put("docket.mail.mailboxes.help.smtp.host", "127.0.0.1");

        assertThatThrownBy(() -> service().outboxes())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("docket.mail.mailboxes.help.tenant is missing");
    }
}
