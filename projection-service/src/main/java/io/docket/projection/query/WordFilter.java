package io.docket.projection.query;

import io.docket.projection.view.SearchWords;
import java.util.ArrayList;
import java.util.List;

/** Searches for words: a document is found if each word of the query is the beginning of one of its words. */
public final class WordFilter {
    /** Name of the parameter. */
    public static final String QUERY = "q";

    private static final int MAX_WORDS = 10;

    private WordFilter() {}

    /** The conditions behind the parameter. */
    public static List<Condition> conditions(QueryParameters parameters) {
        String query = parameters.text(QUERY).orElse("");
        List<String> words = SearchWords.of(query);
        if (words.size() > MAX_WORDS) {
            throw QueryParameters.invalid(QUERY, "has more than " + MAX_WORDS + " words");
        }
        if (words.isEmpty() && !query.isEmpty()) {
            throw QueryParameters.invalid(QUERY, "has no word");
        }
        List<Condition> conditions = new ArrayList<>();
        words.forEach(word -> conditions.add(new Condition.StartsWith('#' + SearchWords.KEY, word)));
        return conditions;
    }
}
