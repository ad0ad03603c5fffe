package io.docket.workflow.definition;

import io.docket.workflow.engine.EngineNames;
import java.util.HashSet;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A DMN resource as the engine gets it: the ids that are shared over the whole engine, of the requirements and of each
 * decision, are {@linkplain EngineNames scoped} by tenant, wherever they stand.
 */
final class EngineDmn {
    private static final String ANY = "*";

    private EngineDmn() {}

    /** The resource for the engine. Refused if it is not XML. */
    static String forTenant(String tenant, String dmn) {
        Document document = EngineXml.parse("invalid-dmn", dmn);
        Element definitions = document.getDocumentElement();
        definitions.setAttribute("id", EngineNames.scoped(tenant, definitions.getAttribute("id")));
        Set<String> scoped = new HashSet<>();
        NodeList decisions = document.getElementsByTagNameNS(ANY, "decision");
        for (int i = 0; i < decisions.getLength(); i++) {
            Element decision = (Element) decisions.item(i);
            scoped.add(decision.getAttribute("id"));
            decision.setAttribute("id", EngineNames.scoped(tenant, decision.getAttribute("id")));
        }
        NodeList all = document.getElementsByTagNameNS(ANY, ANY);
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            String href = element.getAttribute("href");
            if (href.startsWith("#") && scoped.contains(href.substring(1))) {
                element.setAttribute("href", "#" + EngineNames.scoped(tenant, href.substring(1)));
            }
            String drawn = element.getAttribute("dmnElementRef");
            if (scoped.contains(drawn)) {
                element.setAttribute("dmnElementRef", EngineNames.scoped(tenant, drawn));
            }
        }
        return EngineXml.write(document);
    }
}
