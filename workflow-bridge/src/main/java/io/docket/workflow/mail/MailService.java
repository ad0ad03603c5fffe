package io.docket.workflow.mail;

import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.mail.incoming.MailDesk;
import io.docket.workflow.mail.incoming.PlusAddress;
import io.docket.workflow.mail.incoming.Senders;
import io.docket.workflow.mail.mailbox.Mailbox;
import io.docket.workflow.mail.message.MessageReader;
import io.docket.workflow.mail.outgoing.Outbox;
import io.docket.workflow.mail.outgoing.SmtpServer;
import io.docket.workflow.mail.platform.CaseLookup;
import io.docket.workflow.mail.platform.HttpCaseFiles;
import io.docket.workflow.mail.platform.HttpCaseLookup;
import io.docket.workflow.mail.platform.HttpFreshness;
import io.docket.workflow.mail.platform.LogEnd;
import io.docket.workflow.mail.platform.ServiceCalls;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Stopped;
import io.docket.workflow.settings.BridgeSettings;
import io.docket.workflow.tenant.ParkingCommands;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/** Puts e-mail together, and reads the mailboxes as long as the service runs. Off unless it is configured. */
@Singleton
public class MailService {
    private static final Logger LOG = Logger.getLogger(MailService.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final String LANE = "mailbox";

    private final MailSettings settings;
    private final BridgeSettings bridge;
    private final ParkingCommands commands;
    private final CommandAnswers answers;
    private final LogEnd log;
    private final Persistence persistence;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mailbox-timer").factory());
    private volatile boolean stopping;

    MailService(
            MailSettings settings,
            BridgeSettings bridge,
            ParkingCommands commands,
            CommandAnswers answers,
            LogEnd log,
            Persistence persistence,
            InstantSource clock) {
        this.settings = settings;
        this.bridge = bridge;
        this.commands = commands;
        this.answers = answers;
        this.log = log;
        this.persistence = persistence;
        this.clock = clock;
    }

    /** What sends mails, by the name of its mailbox; empty if that is off. */
    public Map<String, Outbox> outboxes() {
        Map<String, Outbox> outboxes = new LinkedHashMap<>();
        Set<String> tenants = new HashSet<>();
        mailboxes()
                .forEach((name, box) -> tenant(name, box, box.smtp()).ifPresent(tenant -> {
                    if (!tenants.add(tenant)) {
                        throw new IllegalStateException(
                                "two mailboxes in docket.mail send the mail of tenant " + tenant);
                    }
                    outboxes.put(name, outbox(name, box, tenant));
                }));
        return outboxes;
    }

    private Outbox outbox(String name, MailSettings.Box box, String tenant) {
        PlusAddress address = address(name, box);
        return new Outbox(
                tenant,
                address.domain(),
                box.oldest(),
                new SmtpServer(box.smtp(), address, cases(calls(tenant))),
                commands.direct(),
                commands,
                persistence,
                clock);
    }

    void start(@Observes StartupEvent event) {
        mailboxes()
                .forEach((name, box) -> tenant(name, box, box.imap()).ifPresent(tenant -> {
                    Mailbox mailbox = mailbox(name, box, tenant);
                    String lane = name.isEmpty() ? LANE : LANE + "-" + name;
                    Thread.ofPlatform().daemon().name(lane).start(() -> read(lane, mailbox));
                    LOG.infof("event=mailbox-read tenant=%s address=%s", tenant, address(name, box));
                }));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        timer.shutdownNow();
    }

    private void read(String lane, Mailbox mailbox) {
        try (mailbox) {
            while (!stopping) {
                persistence.until(lane, "mail", mailbox::round);
            }
        } catch (Stopped e) {
            LOG.debugf("event=mailbox-left");
        }
    }

    private Mailbox mailbox(String name, MailSettings.Box box, String tenant) {
        ServiceCalls calls = calls(tenant);
        MailDesk desk = new MailDesk(
                tenant,
                address(name, box),
                Senders.of(box),
                answers,
                cases(calls),
                new HttpFreshness(calls, settings.queriesUrl(), log),
                new HttpCaseFiles(calls, settings.filesUrl()),
                clock);
        return new Mailbox(box.imap(), new MessageReader(box.maxBytes()), desk, timer);
    }

    private ServiceCalls calls(String tenant) {
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
        return new ServiceCalls(http, tokens, tenant, bridge.commands().timeout());
    }

    private CaseLookup cases(ServiceCalls calls) {
        return new HttpCaseLookup(calls, settings.queriesUrl());
    }

    /** All of them by name, in order; the first has none. */
    private Map<String, MailSettings.Box> mailboxes() {
        Map<String, MailSettings.Box> all = new TreeMap<>(settings.mailboxes());
        all.put("", settings.mailbox());
        return all;
    }

    private static Optional<String> tenant(String name, MailSettings.Box box, MailSettings.Host host) {
        return host.host().map(any -> box.tenant().orElseThrow(() -> missing(name, "tenant")));
    }

    private static PlusAddress address(String name, MailSettings.Box box) {
        return PlusAddress.of(box.address().orElseThrow(() -> missing(name, "address")));
    }

    private static IllegalStateException missing(String name, String property) {
        return new IllegalStateException(
                "docket.mail." + (name.isEmpty() ? "" : "mailboxes." + name + ".") + property + " is missing");
    }
}
