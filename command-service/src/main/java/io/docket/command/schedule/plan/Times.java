package io.docket.command.schedule.plan;

import io.docket.command.decision.Rejection;
import io.docket.kit.time.CronTimes;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** Checks the times of a schedule: what is no time is 422. */
final class Times {
    static final String UTC = "UTC";

    private static final Duration LONGEST_DELAY = Duration.ofDays(3_660);

    private Times() {}

    static void require(ScheduleCommand command) {
        if (command.after() != null) {
            requireDelay(command.after());
        }
        if (command.cron() != null) {
            requireCron(command.cron(), requireZone(command.zone() == null ? UTC : command.zone()));
        }
    }

    private static void requireDelay(String after) {
        try {
            Duration delay = Duration.parse(after);
            if (!delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0) {
                return;
            }
        } catch (DateTimeParseException e) {
            throw Rejection.unknown("unknown-delay", "/after", after + " is no duration: PT15M, P2D");
        }
        throw Rejection.unknown(
                "unknown-delay", "/after", "it is negative or over " + LONGEST_DELAY.toDays() + " days");
    }

    private static ZoneId requireZone(String zone) {
        try {
            return CronTimes.zone(zone);
        } catch (IllegalArgumentException e) {
            throw Rejection.unknown("unknown-zone", "/zone", "there is no time zone " + zone);
        }
    }

    private static void requireCron(String cron, ZoneId zone) {
        try {
            CronTimes.of(cron, zone);
        } catch (IllegalArgumentException e) {
            throw Rejection.unknown("unknown-cron", "/cron", String.valueOf(e.getMessage()));
        }
    }
}
