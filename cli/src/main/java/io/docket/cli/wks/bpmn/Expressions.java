package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.juel.Juel;
import io.docket.cli.wks.juel.NotFeelException;
import io.docket.cli.wks.report.Report;
import org.jspecify.annotations.Nullable;

/**
 * Values of a process, said for Zeebe.
 *
 * @param report hears what was changed, and what could not be
 */
record Expressions(Report.About report) {
    /** A value that is a constant unless it begins with an equals sign; absent if it cannot be said. */
    @Nullable
    String constantOr(String place, String what, String text) {
        return Juel.isIn(text) ? expression(place, what, text) : text;
    }

    /** A value that is always an expression; absent if it cannot be said. */
    @Nullable
    String expression(String place, String what, String text) {
        try {
            String feel = "=" + Juel.feel(text);
            if (Juel.isIn(text)) {
                report.changed(place, what + " " + oneLine(text) + " -> " + feel);
            }
            return feel;
        } catch (NotFeelException e) {
            report.open(place, what + " " + oneLine(text) + " is left out: " + e.getMessage());
            return null;
        }
    }

    /** A text in one line, for messages. */
    static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 120 ? line : line.substring(0, 117) + "...";
    }
}
