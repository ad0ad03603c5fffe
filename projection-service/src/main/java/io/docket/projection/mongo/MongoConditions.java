package io.docket.projection.mongo;

import com.mongodb.client.model.Filters;
import io.docket.projection.query.Condition;
import io.docket.projection.query.ListQuery;
import io.docket.projection.query.PageCursor;
import io.docket.projection.view.ViewIndex;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;

/** Conditions and cursors as MongoDB filters. */
final class MongoConditions {
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}\\s]");

    private MongoConditions() {}

    /** Where a field is stored. */
    static String path(String field) {
        return FieldNames.escapePath(ViewIndex.stored(field));
    }

    /** The filter of a page: the tenant, the conditions, and what comes after the cursor. */
    static Bson filter(ListQuery query) {
        List<Bson> all = new ArrayList<>(filters(query.tenant(), query.conditions()));
        PageCursor after = query.after();
        if (after != null) {
            all.add(after(path(query.sort().field()), after, query.sort().descending()));
        }
        return Filters.and(all);
    }

    /** The filter of a tenant's documents that satisfy the conditions. */
    static Bson filter(String tenant, List<Condition> conditions) {
        return Filters.and(filters(tenant, conditions));
    }

    private static List<Bson> filters(String tenant, List<Condition> conditions) {
        List<Bson> all = new ArrayList<>();
        all.add(Filters.eq(ViewIndex.TENANT, tenant));
        conditions.forEach(condition -> all.add(filter(condition)));
        return all;
    }

    private static Bson filter(Condition condition) {
        return switch (condition) {
            case Condition.Is is -> {
                List<Object> values = new ArrayList<>();
                is.anyOf().forEach(value -> values.add(Objects.requireNonNull(StoredForm.stored(value))));
                yield values.size() == 1
                        ? Filters.eq(path(is.field()), values.getFirst())
                        : Filters.in(path(is.field()), values);
            }
            case Condition.Absent absent -> Filters.eq(path(absent.field()), null);
            case Condition.StartsWith starts ->
                Filters.regex(
                        path(starts.field()),
                        '^' + SPECIAL.matcher(starts.prefix()).replaceAll("\\\\$0"));
            case Condition.Until until -> Filters.lte(path(until.field()), Date.from(until.instant()));
            case Condition.AnyOf any ->
                Filters.or(
                        any.conditions().stream().map(MongoConditions::filter).toList());
        };
    }

    private static Bson after(String field, PageCursor cursor, boolean descending) {
        Object value = Objects.requireNonNull(StoredForm.stored(cursor.value()));
        Bson sameValue = Filters.eq(field, value);
        return descending
                ? Filters.and(
                        Filters.lte(field, value),
                        Filters.or(
                                Filters.lt(field, value),
                                Filters.and(sameValue, Filters.lt(StoredForm.ID, cursor.id()))))
                : Filters.and(
                        Filters.gte(field, value),
                        Filters.or(
                                Filters.gt(field, value),
                                Filters.and(sameValue, Filters.gt(StoredForm.ID, cursor.id()))));
    }
}
