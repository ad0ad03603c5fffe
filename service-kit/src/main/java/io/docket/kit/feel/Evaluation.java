package io.docket.kit.feel;

import java.time.Duration;
import org.camunda.feel.api.EvaluationFailure;
import org.camunda.feel.api.EvaluationFailureType;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.impl.interpreter.FeelInterpreter;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValFatalError;
import org.camunda.feel.valuemapper.ValueMapper;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One evaluation. FEEL has loops and recursion, and its engine has neither a limit of time nor an ear for interrupts: so
 * each part of an expression, each time that it is evaluated, is a step, and the clock is looked at every so many of them.
 * An expression of fewer steps is never late, however busy the machine is.
 */
final class Evaluation extends FeelInterpreter {
    private static final int STEPS_BETWEEN_LOOKS = 1_000;

    private final Duration longest;
    private final long began = System.nanoTime();
    private int steps;

    Evaluation(ValueMapper values, Duration longest) {
        super(values);
        this.longest = longest;
    }

    /**
     * The value, as the engine itself would tell it.
     *
     * @throws FeelFault if there is none
     */
    @Nullable
    Object value(ParsedExpression parsed, EvalContext context) {
        try {
            Val value = eval(parsed.expression(), context);
            for (EvaluationFailure failure :
                    CollectionConverters.asJava(context.failureCollector().failures())) {
                if (failure.failureType().equals(EvaluationFailureType.ASSERT_FAILURE$.MODULE$)) {
                    throw failed(parsed, failure.failureMessage());
                }
            }
            return switch (value) {
                case ValError error -> throw failed(parsed, error.error());
                case ValFatalError error -> throw failed(parsed, error.error());
                default -> context.valueMapper().unpackVal(value);
            };
        } catch (FeelFault e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(parsed, e.toString());
        }
    }

    private static FeelFault failed(ParsedExpression parsed, String cause) {
        return new FeelFault("failed to evaluate expression '" + parsed.text() + "': " + cause);
    }

    @Override
    public Val eval(Exp expression, EvalContext context) {
        if (++steps % STEPS_BETWEEN_LOOKS == 0 && System.nanoTime() - began > longest.toNanos()) {
            throw new FeelFault("the expression takes longer than " + longest);
        }
        return super.eval(expression, context);
    }
}
