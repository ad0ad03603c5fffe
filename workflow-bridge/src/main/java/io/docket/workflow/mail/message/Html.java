package io.docket.workflow.mail.message;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/** HTML of strangers: sanitised, and as text. */
final class Html {
    /** Text and tables, and links that are no scripts; nothing that is loaded from elsewhere. */
    private static final Safelist HARMLESS =
            Safelist.relaxed().removeTags("img").addEnforcedAttribute("a", "rel", "nofollow noopener noreferrer");

    private Html() {}

    static String sanitised(String html) {
        return Jsoup.clean(html, "", HARMLESS, new Document.OutputSettings().prettyPrint(false));
    }

    static String text(String html) {
        Document document = Jsoup.parse(html);
        document.select("script, style, head").remove();
        document.select("br, p, div, tr, li, h1, h2, h3, h4, h5, h6").before("\n");
        return document.wholeText()
                .replaceAll("[ \\t\\x0B\\f\\r]+", " ")
                .replaceAll(" ?\n ?", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }
}
