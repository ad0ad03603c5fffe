package io.docket.workflow;

import io.docket.workflow.command.BulkCommands;
import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.command.GatheredCommands;
import io.docket.workflow.command.HttpCommands;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.settings.BridgeSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Puts together the ways to the command service: one by one, many at once, and those of many callers in few requests. */
@Singleton
public class BridgeCommands {
    /** Name of the commands of which none waits for another one about the same root. */
    static final String UNORDERED = "unordered";

    private static final Logger LOG = Logger.getLogger(BridgeCommands.class);

    @Produces
    @Singleton
    ServiceTokens tokens(HttpClient http, BridgeSettings settings, InstantSource clock) {
        BridgeSettings.Commands commands = settings.commands();
        if (commands.secret().isEmpty()) {
            LOG.warnf("no secret of the service accounts (DOCKET_BRIDGE_SECRET): commands wait until there is one");
        }
        return new ServiceTokens(
                http,
                commands.issuer(),
                commands.clientPrefix(),
                commands.secret().orElse(""),
                clock);
    }

    @Produces
    @Singleton
    @Typed({HttpCommands.class, CommandAnswers.class})
    HttpCommands commands(HttpClient http, ServiceTokens tokens, BridgeSettings settings) {
        BridgeSettings.Commands commands = settings.commands();
        return new HttpCommands(http, commands.url(), tokens, commands.timeout());
    }

    @Produces
    @Singleton
    BulkCommands bulk(HttpClient http, ServiceTokens tokens, BridgeSettings settings) {
        BridgeSettings.Commands commands = settings.commands();
        return new BulkCommands(http, commands.url(), tokens, commands.bulkTimeout());
    }

    @Produces
    @Singleton
    @Typed(GatheredCommands.class)
    GatheredCommands gathered(BulkCommands commands) {
        return new GatheredCommands(commands);
    }

    void close(@Disposes GatheredCommands commands) {
        commands.close();
    }

    @Produces
    @Singleton
    @Typed(GatheredCommands.class)
    @Identifier(UNORDERED)
    GatheredCommands unordered(BulkCommands commands) {
        return new GatheredCommands(commands.unordered());
    }

    void closeUnordered(@Disposes @Identifier(UNORDERED) GatheredCommands commands) {
        commands.close();
    }
}
