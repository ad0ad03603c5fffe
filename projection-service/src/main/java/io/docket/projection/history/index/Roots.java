package io.docket.projection.history.index;

import io.docket.projection.history.filter.HistoryFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Goes through the roots of a tenant, in their order. */
final class Roots implements Iterator<String> {
    private final TermsEnum terms;
    private final String tenant;
    private final BytesRef prefix;
    private final HistoryFilter filter;
    private @Nullable String next;

    Roots(TermsEnum terms, String tenant, HistoryFilter filter) throws IOException {
        this.terms = terms;
        this.tenant = tenant;
        this.prefix = new BytesRef(tenant);
        this.filter = filter;
        take(terms.seekCeil(prefix) == SeekStatus.END ? null : terms.term());
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public String next() {
        String root = next;
        if (root == null) {
            throw new NoSuchElementException();
        }
        try {
            take(terms.next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return root;
    }

    private void take(@Nullable BytesRef first) throws IOException {
        BytesRef term = first;
        while (term != null && StringHelper.startsWith(term, prefix)) {
            String root = term.utf8ToString().substring(tenant.length());
            if (filter.mayMatchRoot(root)) {
                next = root;
                return;
            }
            term = terms.next();
        }
        next = null;
    }
}
