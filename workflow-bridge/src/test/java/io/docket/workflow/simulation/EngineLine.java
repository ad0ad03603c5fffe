package io.docket.workflow.simulation;

import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineAway;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** The way to an engine. While it is cut nothing gets there, and every request is answered as not available. */
public final class EngineLine {
    private final Engine engine;
    private final VirtualTime time;
    private final Engine end;
    private boolean cut;
    private int refusals;

    public EngineLine(Engine engine, VirtualTime time) {
        this.engine = engine;
        this.time = time;
        this.end = (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(),
                new Class<?>[] {Engine.class},
                (proxy, method, args) -> call(method, args));
    }

    /** The end that the bridge holds. */
    public Engine end() {
        return end;
    }

    /** The engine is away from now on, for that long. */
    public void cut(Duration outage) {
        cut = true;
        time.after(outage, () -> cut = false);
    }

    /** Requests that did not get to the engine. */
    public int refusals() {
        return refusals;
    }

    private Object call(Method method, Object[] args) throws Throwable {
        if (cut) {
            refusals++;
            throw new EngineAway("the engine is away", null);
        }
        try {
            return method.invoke(engine, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
