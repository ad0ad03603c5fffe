package io.docket.kit.time;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The times of a cron expression in a time zone: five fields as in Unix, or six to seven as in Quartz, beginning with
 * seconds. An hour that a change of the clock leaves out has no times; one that comes twice has them once.
 */
public final class CronTimes {
    private static final int UNIX_FIELDS = 5;
    private static final CronParser UNIX = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final CronParser QUARTZ =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

    private final ExecutionTime times;
    private final ZoneId zone;

    private CronTimes(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CronTimes of(String cron, ZoneId zone) {
        String fields = cron.strip();
        CronParser parser = fields.split("\\s+").length == UNIX_FIELDS ? UNIX : QUARTZ;
        return new CronTimes(ExecutionTime.forCron(parser.parse(fields).validate()), zone);
    }

    /**
     * A time zone by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("there is no time zone " + name, e);
        }
    }

    /** The first time after the instant; empty if there is none any more. */
    public Optional<Instant> after(Instant instant) {
        return times.nextExecution(instant.atZone(zone)).map(time -> time.toInstant());
    }
}
