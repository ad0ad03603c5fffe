package io.docket.workflow.mail;

import io.docket.workflow.command.Commands;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.mail.incoming.MailDesk;
import io.docket.workflow.mail.incoming.PlusAddress;
import io.docket.workflow.mail.incoming.Senders;
import io.docket.workflow.mail.mailbox.Mailbox;
import io.docket.workflow.mail.message.MessageReader;
import io.docket.workflow.mail.outgoing.Outbox;
import io.docket.workflow.mail.outgoing.SmtpServer;
import io.docket.workflow.mail.platform.HttpCaseFiles;
import io.docket.workflow.mail.platform.HttpCaseLookup;
import io.docket.workflow.mail.platform.ServiceCalls;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Stopped;
import io.docket.workflow.settings.BridgeSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/** Puts e-mail together, and reads the mailbox as long as the service runs. Off unless it is configured. */
@Singleton
public class MailService {
    private static final Logger LOG = Logger.getLogger(MailService.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final String LANE = "mailbox";

    private final MailSettings settings;
    private final BridgeSettings bridge;
    private final Commands commands;
    private final Persistence persistence;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mailbox-timer").factory());
    private volatile boolean stopping;

    MailService(
            MailSettings settings,
            BridgeSettings bridge,
            Commands commands,
            Persistence persistence,
            InstantSource clock) {
        this.settings = settings;
        this.bridge = bridge;
        this.commands = commands;
        this.persistence = persistence;
        this.clock = clock;
    }

    /** What sends mails; empty if that is off. */
    public Optional<Outbox> outbox() {
        return tenant(settings.smtp()).map(tenant -> {
            PlusAddress address = address();
            return new Outbox(
                    tenant,
                    address.domain(),
                    settings.oldest(),
                    new SmtpServer(settings.smtp(), address),
                    commands,
                    persistence,
                    clock);
        });
    }

    void start(@Observes StartupEvent event) {
        tenant(settings.imap()).ifPresent(tenant -> {
            Mailbox mailbox = mailbox(tenant);
            Thread.ofPlatform().daemon().name(LANE).start(() -> read(mailbox));
            LOG.infof("event=mailbox-read tenant=%s address=%s", tenant, address());
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        timer.shutdownNow();
    }

    private void read(Mailbox mailbox) {
        try (mailbox) {
            while (!stopping) {
                persistence.until(LANE, "mail", mailbox::round);
            }
        } catch (Stopped e) {
            LOG.debugf("event=mailbox-left");
        }
    }

    private Mailbox mailbox(String tenant) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        ServiceTokens tokens = new ServiceTokens(
                http,
                bridge.commands().issuer(),
                bridge.commands().clientPrefix(),
                bridge.commands().secret().orElse(""),
                clock);
        ServiceCalls calls =
                new ServiceCalls(http, tokens, tenant, bridge.commands().timeout());
        MailDesk desk = new MailDesk(
                tenant,
                address(),
                Senders.of(settings),
                commands,
                new HttpCaseLookup(calls, settings.queriesUrl()),
                new HttpCaseFiles(calls, settings.filesUrl()));
        return new Mailbox(settings.imap(), new MessageReader(settings.maxBytes()), desk, timer);
    }

    private Optional<String> tenant(MailSettings.Host host) {
        return host.host().map(name -> settings.tenant().orElseThrow(() -> missing("tenant", "DOCKET_MAIL_TENANT")));
    }

    private PlusAddress address() {
        return PlusAddress.of(settings.address().orElseThrow(() -> missing("address", "DOCKET_MAIL_ADDRESS")));
    }

    private static IllegalStateException missing(String property, String variable) {
        return new IllegalStateException("docket.mail." + property + " (" + variable + ") is missing");
    }
}
