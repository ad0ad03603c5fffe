package io.docket.projection;

import io.docket.projection.query.Condition;
import io.docket.projection.query.ListQuery;
import io.docket.projection.view.ViewIndex;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an index does for a query, as every MongoDB plans: the keys that follow the tenant are bounded as long as the query
 * has an equality for them, and one more by a range; the keys behind the equalities may give the order. A page behind a cursor
 * is bounded by the first value of its order.
 *
 * @param index the index
 * @param bounded keys behind the tenant that the query bounds
 * @param ordered whether the documents come in the order of the query
 */
public record IndexPlan(ViewIndex index, int bounded, boolean ordered) {
    /** The best that one of the indexes does. */
    public static IndexPlan best(ListQuery query, List<ViewIndex> indexes) {
        return indexes.stream()
                .map(index -> of(query, index))
                .max(Comparator.comparingInt(IndexPlan::bounded).thenComparing(IndexPlan::ordered))
                .orElseThrow();
    }

    /**
     * True if one of the indexes gives the order of the query without any other bound than that of the query, beginning at its
     * cursor.
     */
    public static boolean givesOrder(ListQuery query, List<ViewIndex> indexes) {
        return indexes.stream()
                .map(index -> of(query, index))
                .anyMatch(plan -> plan.ordered() && (query.after() == null || plan.bounded() > 0));
    }

    /** True if the query asks for a value or a period of a field, so that an index can help to find it. */
    public static boolean isBounded(ListQuery query) {
        return query.conditions().stream().anyMatch(condition -> !(condition instanceof Condition.Absent));
    }

    private static IndexPlan of(ListQuery query, ViewIndex index) {
        Set<String> equal = new HashSet<>();
        Set<String> ranges = new HashSet<>();
        for (Condition condition : query.conditions()) {
            switch (condition) {
                case Condition.Is is -> equal.add(ViewIndex.stored(is.field()));
                case Condition.Period period -> ranges.add(ViewIndex.stored(period.field()));
                case Condition.StartsWith starts -> ranges.add(ViewIndex.stored(starts.field()));
                case Condition.Absent _, Condition.AnyOf _ -> {}
            }
        }
        if (query.after() != null) {
            ranges.add(ViewIndex.stored(query.sort().fields().getFirst()));
        }
        if (index.isWildcard()) {
            String path = index.keys().getFirst().replace("$**", "");
            return new IndexPlan(index, equal.stream().anyMatch(field -> field.startsWith(path)) ? 1 : 0, false);
        }
        int equalities = 0;
        while (equalities < index.keys().size() && equal.contains(index.keys().get(equalities))) {
            equalities++;
        }
        boolean range =
                equalities < index.keys().size() && ranges.contains(index.keys().get(equalities));
        return new IndexPlan(index, equalities + (range ? 1 : 0), gives(query, index, equalities));
    }

    /** The id is behind the keys of every index, as it is behind the fields of every order. */
    private static boolean gives(ListQuery query, ViewIndex index, int equalities) {
        List<String> order =
                query.sort().fields().stream().map(ViewIndex::stored).toList();
        for (int from = 0; from <= equalities; from++) {
            if (index.keys().subList(from, index.keys().size()).equals(order)) {
                return true;
            }
        }
        return false;
    }
}
