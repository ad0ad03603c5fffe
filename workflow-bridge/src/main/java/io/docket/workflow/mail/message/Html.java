package io.docket.workflow.mail.message;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeTraversor;

/** HTML of strangers: sanitised, and as text. */
final class Html {
    /** Text and tables, and links that are no scripts; nothing that is loaded from elsewhere. */
    private static final Safelist HARMLESS =
            Safelist.relaxed().removeTags("img").addEnforcedAttribute("a", "rel", "nofollow noopener noreferrer");

    private static final Set<String> LINES = Set.of("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6");

    private Html() {}

    static String sanitised(String html) {
        return Jsoup.clean(html, "", HARMLESS, new Document.OutputSettings().prettyPrint(false));
    }

    static String text(String html) {
        Document document = Jsoup.parse(html);
        document.select("script, style, head").remove();
        StringBuilder text = new StringBuilder();
        NodeTraversor.traverse((node, depth) -> append(node, text), document);
        return text.toString()
                .replaceAll("[ \\t\\x0B\\f\\r]+", " ")
                .replaceAll(" ?\n ?", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    /** Lines are begun as the text is read: to put them into the document takes the square of its length. */
    private static void append(Node node, StringBuilder text) {
        if (node instanceof TextNode words) {
            text.append(words.getWholeText());
        } else if (node instanceof Element element && LINES.contains(element.normalName())) {
            text.append(element.normalName().equals("br") ? "\n\n" : "\n");
        }
    }
}
