package io.docket.projection.history.index;

import io.docket.projection.history.filter.Condition;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.filter.TermPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A filter as a query of the index. Lucene drives it by the most selective part. */
final class Queries {
    private Queries() {}

    /** The events of the filter: the tenant is always part of it. */
    static Query of(HistoryFilter filter) {
        return new ConstantScoreQuery(events(filter).build());
    }

    /** Those of one root among them. */
    static Query ofRoot(HistoryFilter filter, String root) {
        return new ConstantScoreQuery(events(filter)
                .add(
                        new TermQuery(new Term(Fields.TENANT_ROOT, Fields.tenantRoot(filter.tenant(), root))),
                        Occur.FILTER)
                .build());
    }

    private static BooleanQuery.Builder events(HistoryFilter filter) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(new TermQuery(new Term(Fields.TENANT, filter.tenant())), Occur.FILTER);
        filter.conditions().forEach(condition -> all.add(query(condition), Occur.FILTER));
        return all;
    }

    private static Query query(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any -> query(any.key().field(), any.patterns());
            case Condition.Without without ->
                new BooleanQuery.Builder()
                        .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                        .add(new TermQuery(new Term(without.key().field(), without.term())), Occur.MUST_NOT)
                        .build();
            case Condition.Between between ->
                LongPoint.newRangeQuery(Fields.HAPPENED, from(between.from()), to(between.to()));
            case Condition.Either either -> combine(either.conditions(), Occur.SHOULD);
            case Condition.All all -> combine(all.conditions(), Occur.FILTER);
        };
    }

    private static Query combine(List<Condition> conditions, Occur occur) {
        BooleanQuery.Builder combined = new BooleanQuery.Builder();
        conditions.forEach(condition -> combined.add(query(condition), occur));
        return combined.build();
    }

    private static Query query(String field, List<TermPattern> patterns) {
        List<BytesRef> exact = new ArrayList<>();
        List<Query> any = new ArrayList<>();
        for (TermPattern pattern : patterns) {
            if (pattern.isExact()) {
                exact.add(new BytesRef(pattern.prefix() + pattern.text()));
            } else {
                any.add(query(field, pattern));
            }
        }
        if (exact.size() == 1) {
            any.add(new TermQuery(new Term(field, exact.getFirst())));
        } else if (!exact.isEmpty()) {
            any.add(new TermInSetQuery(field, exact));
        }
        if (any.size() == 1) {
            return any.getFirst();
        }
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        any.forEach(query -> either.add(query, Occur.SHOULD));
        return either.build();
    }

    private static Query query(String field, TermPattern pattern) {
        if (!pattern.anyBefore()) {
            return new PrefixQuery(new Term(field, pattern.prefix() + pattern.text()));
        }
        String wildcard = literal(pattern.prefix()) + '*' + literal(pattern.text()) + (pattern.anyAfter() ? "*" : "");
        return new WildcardQuery(new Term(field, wildcard));
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?' || c == '\\') {
                literal.append('\\');
            }
            literal.append(c);
        }
        return literal.toString();
    }

    private static long from(@Nullable Instant from) {
        return from == null ? Long.MIN_VALUE : Fields.micros(from);
    }

    private static long to(@Nullable Instant to) {
        return to == null ? Long.MAX_VALUE : Fields.micros(to);
    }
}
