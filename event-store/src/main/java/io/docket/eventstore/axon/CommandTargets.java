package io.docket.eventstore.axon;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.ReflectionUtils;
import org.axonframework.common.annotation.AnnotationUtils;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate that a command names, found as Axon's own resolver finds it, which searches the annotations of every
 * method and field for each command; here that is done once for each class. A command that expects a version, or names
 * nothing, is left to Axon's.
 */
final class CommandTargets implements CommandTargetResolver {
    private final CommandTargetResolver searching =
            AnnotationCommandTargetResolver.builder().build();

    private final ClassValue<Named> named = new ClassValue<>() {
        @Override
        protected Named computeValue(Class<?> command) {
            return Named.in(command);
        }
    };

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        Object identifier = named.get(command.getPayloadType()).identifier(command.getPayload());
        return identifier == null
                ? searching.resolveTarget(command)
                : new VersionedAggregateIdentifier(identifier, null);
    }

    /** The method of a class that gives the identifier, if nothing else does. */
    private record Named(@Nullable Method method) {
        static Named in(Class<?> command) {
            return hasVersion(command) ? new Named(null) : new Named(method(command, TargetAggregateIdentifier.class));
        }

        private static boolean hasVersion(Class<?> command) {
            return method(command, TargetAggregateVersion.class) != null
                    || field(command, TargetAggregateVersion.class) != null;
        }

        private static @Nullable Method method(Class<?> command, Class<? extends Annotation> annotation) {
            for (Method method : ReflectionUtils.methodsOf(command)) {
                if (AnnotationUtils.isAnnotationPresent(method, annotation)) {
                    return ReflectionUtils.ensureAccessible(method);
                }
            }
            return null;
        }

        private static @Nullable Field field(Class<?> command, Class<? extends Annotation> annotation) {
            for (Field field : ReflectionUtils.fieldsOf(command)) {
                if (AnnotationUtils.isAnnotationPresent(field, annotation)) {
                    return field;
                }
            }
            return null;
        }

        /** {@code null} if it is left to Axon. */
        @Nullable
        Object identifier(Object command) {
            try {
                return method == null ? null : method.invoke(command);
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
    }
}
