package io.docket.workflow.recovery;

import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineResource;
import java.util.List;

/**
 * What the bridge leaves in an engine, to know it again: a decision of its own. An engine without it is a new one, or one
 * that lost its data.
 */
final class EngineMark {
    private static final String DECISION = "docket..mark";
    private static final EngineResource RESOURCE = new EngineResource("docket/mark.dmn", """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="%1$s.definitions" name="mark" \
            namespace="http://docket.io/dmn">
              <decision id="%1$s" name="mark">
                <literalExpression id="%1$s.known"><text>true</text></literalExpression>
              </decision>
            </definitions>
            """.formatted(DECISION));

    private EngineMark() {}

    static boolean isIn(Engine engine) {
        return engine.hasDecision(DECISION);
    }

    static void put(Engine engine) {
        engine.deploy(List.of(RESOURCE));
    }
}
