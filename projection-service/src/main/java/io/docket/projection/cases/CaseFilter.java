package io.docket.projection.cases;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Assignees;
import io.docket.projection.query.Condition;
import io.docket.projection.query.QueryParameters;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The filters of a list of cases. */
final class CaseFilter {
    /** The parameters; a name that begins with {@value #DATA} filters by the case data. */
    static final Set<String> PARAMETERS =
            Set.of("type", "stage", "status", Assignees.ASSIGNEE, "queue", "q", CaseFilter.DATA);

    private static final String DATA = "data.";
    private static final Set<String> STATUSES = Set.of("open", "closed", "archived");
    private static final int MAX_DATA_FILTERS = 10;

    private CaseFilter() {}

    /** The conditions behind the parameters. */
    static List<Condition> conditions(QueryParameters parameters, Caller caller) {
        List<Condition> conditions = new ArrayList<>();
        parameters.text("type").ifPresent(type -> conditions.add(new Condition.Is("caseType", type)));
        parameters.text("stage").ifPresent(stage -> conditions.add(new Condition.Is("stage", stage)));
        parameters.oneOf("status", STATUSES).ifPresent(status -> conditions.add(new Condition.Is("status", status)));
        parameters
                .text(Assignees.ASSIGNEE)
                .ifPresent(assignee -> conditions.add(Assignees.condition(assignee, caller)));
        parameters.text("queue").ifPresent(queue -> conditions.add(new Condition.Is("queue", queue)));
        parameters
                .text("q")
                .ifPresent(query -> SearchWords.ofQuery(query)
                        .forEach(word -> conditions.add(new Condition.StartsWith('#' + CaseProjector.WORDS, word))));
        var data = parameters.startingWith(DATA);
        if (data.size() > MAX_DATA_FILTERS) {
            throw QueryParameters.invalid(DATA, "may be given " + MAX_DATA_FILTERS + " times");
        }
        data.forEach((path, value) -> conditions.add(dataCondition(path, value)));
        return conditions;
    }

    /** A parameter is text; the data may hold it as text, number or truth value. An empty value means absent. */
    private static Condition dataCondition(String path, String value) {
        String field = DATA + path;
        if (value.isEmpty()) {
            return new Condition.Absent(field);
        }
        List<Object> meanings = new ArrayList<>(List.of(value));
        if (value.equals("true") || value.equals("false")) {
            meanings.add(Boolean.valueOf(value));
        }
        number(meanings, value);
        return new Condition.Is(field, meanings);
    }

    private static void number(List<Object> meanings, String value) {
        try {
            meanings.add(Long.valueOf(value));
        } catch (NumberFormatException notWhole) {
            decimal(meanings, value);
        }
    }

    private static void decimal(List<Object> meanings, String value) {
        try {
            BigDecimal decimal = new BigDecimal(value);
            if (decimal.precision() <= MathContext.DECIMAL128.getPrecision()) {
                meanings.add(decimal);
            }
        } catch (NumberFormatException notANumber) {
            return;
        }
    }
}
