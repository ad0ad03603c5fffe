package io.docket.notification.stream;

import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import java.util.List;

/** A whole number in a query string. */
final class QueryNumber {
    private QueryNumber() {}

    /** The number; anything else, or one that is out of bounds, is a 400 that says what is allowed. */
    static int read(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problems.invalid(
                "The query is not valid",
                List.of(new FieldError('/' + name, "must be a whole number from " + least + " to " + most)));
    }
}
