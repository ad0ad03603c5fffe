package io.docket.projection.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.docket.projection.query.Condition;
import io.docket.projection.query.ListQuery;
import io.docket.projection.query.PageCursor;
import io.docket.projection.query.Sort;
import io.docket.projection.view.ViewIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

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
            all.add(after(query.sort(), after));
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
            case Condition.Period period -> period(path(period.field()), period.first(), period.last());
            case Condition.AnyOf any ->
                Filters.or(
                        any.conditions().stream().map(MongoConditions::filter).toList());
        };
    }

    private static Bson period(String field, @Nullable Instant first, @Nullable Instant last) {
        List<Bson> ends = new ArrayList<>();
        if (first != null) {
            ends.add(Filters.gte(field, Date.from(first)));
        }
        if (last != null) {
            ends.add(Filters.lte(field, Date.from(last)));
        }
        return Filters.and(ends);
    }

    /** What comes behind the cursor: a larger value, or the same and a larger one next, and the id in the end. */
    private static Bson after(Sort sort, PageCursor cursor) {
        List<Bson> ways = new ArrayList<>();
        List<Bson> same = new ArrayList<>();
        for (int i = 0; i < sort.fields().size(); i++) {
            String field = path(sort.fields().get(i));
            Object value =
                    Objects.requireNonNull(StoredForm.stored(cursor.values().get(i)));
            ways.add(and(same, behind(field, value, sort)));
            same.add(Filters.eq(field, value));
        }
        ways.add(and(same, behind(StoredForm.ID, cursor.id(), sort)));
        String first = path(sort.fields().getFirst());
        Object start = Objects.requireNonNull(StoredForm.stored(cursor.value()));
        return Filters.and(sort.descending() ? Filters.lte(first, start) : Filters.gte(first, start), Filters.or(ways));
    }

    private static Bson behind(String field, Object value, Sort sort) {
        return sort.descending() ? Filters.lt(field, value) : Filters.gt(field, value);
    }

    private static Bson and(List<Bson> all, Bson last) {
        List<Bson> more = new ArrayList<>(all);
        more.add(last);
        return Filters.and(more);
    }

    /** The order of a page, the id last. */
    static Bson order(Sort sort) {
        List<String> fields = new ArrayList<>();
        sort.fields().forEach(field -> fields.add(path(field)));
        fields.add(StoredForm.ID);
        return sort.descending() ? Sorts.descending(fields) : Sorts.ascending(fields);
    }
}
