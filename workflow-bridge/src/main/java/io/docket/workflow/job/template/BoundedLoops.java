package io.docket.workflow.job.template;

import io.quarkus.qute.Expression;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelper.SectionResolutionContext;
import io.quarkus.qute.SectionHelperFactory;
import io.quarkus.qute.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Qute's loops, of which one text may make a limited number of rounds, over all loops together. */
final class BoundedLoops implements SectionHelperFactory<SectionHelper> {
    static final int MAX_ROUNDS = 100_000;

    private final LoopSectionHelper.Factory loops = new LoopSectionHelper.Factory();
    private final ThreadLocal<Integer> rounds = ThreadLocal.withInitial(() -> 0);

    /** A new text begins on this thread. */
    void begin() {
        rounds.remove();
    }

    @Override
    public List<String> getDefaultAliases() {
        return loops.getDefaultAliases();
    }

    @Override
    public ParametersInfo getParameters() {
        return loops.getParameters();
    }

    @Override
    public List<String> getBlockLabels() {
        return loops.getBlockLabels();
    }

    @Override
    public Scope initializeBlock(Scope outer, BlockInfo block) {
        return loops.initializeBlock(outer, block);
    }

    @Override
    public SectionHelper initialize(SectionInitContext context) {
        LoopSectionHelper loop = loops.initialize(context);
        return resolving -> loop.resolve(new Counting(resolving));
    }

    private void count() {
        int made = rounds.get() + 1;
        if (made > MAX_ROUNDS) {
            throw new TemplateException("the loops make more than " + MAX_ROUNDS + " rounds");
        }
        rounds.set(made);
    }

    private final class Counting implements SectionResolutionContext {
        private final SectionResolutionContext inner;

        Counting(SectionResolutionContext inner) {
            this.inner = inner;
        }

        @Override
        public CompletionStage<Map<String, Object>> evaluate(Map<String, Expression> parameters) {
            return inner.evaluate(parameters);
        }

        @Override
        public ResolutionContext resolutionContext() {
            return inner.resolutionContext();
        }

        @Override
        public ResolutionContext newResolutionContext(Object data, Map<String, SectionBlock> blocks) {
            return inner.newResolutionContext(data, blocks);
        }

        @Override
        public CompletionStage<ResultNode> execute(SectionBlock block, ResolutionContext context) {
            count();
            return inner.execute(block, context);
        }

        @Override
        public Map<String, Object> getParameters() {
            return inner.getParameters();
        }
    }
}
