package io.docket.zeebe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.value.MessageStartEventSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRelated;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * An exporter that writes the {@linkplain RecordSelection selected} records of the broker's log to a Kafka topic: value =
 * the record as JSON, key = key of the process instance.
 *
 * <p>At least once and in order. The broker learns that a record is exported only after Kafka has acknowledged it, so it
 * keeps the log until then. While Kafka is away the {@link DeliveryWindow} fills; then a record is refused and the broker
 * offers it again with its own backoff. The broker goes on processing meanwhile.
 *
 * <p>Arguments: see {@link ExporterSettings}. The broker makes one exporter for each of its partitions.
 */
public final class KafkaExporter implements Exporter {
    private final Function<ExporterSettings, Producer<String, byte[]>> producers;
    private @Nullable Context context;
    private @Nullable ExporterSettings settings;
    private @Nullable RecordSelection selection;
    private @Nullable Controller controller;
    private @Nullable DeliveryWindow window;
    private @Nullable DeliveryThread delivery;

    /** The exporter as the broker makes it. */
    public KafkaExporter() {
        this(KafkaProducers::open);
    }

    KafkaExporter(Function<ExporterSettings, Producer<String, byte[]>> producers) {
        this.producers = producers;
    }

    @Override
    public void configure(Context context) {
        this.context = context;
        ExporterSettings configured =
                ExporterSettings.from(context.getConfiguration().getArguments());
        RecordSelection selected = new RecordSelection(configured.elements());
        settings = configured;
        selection = selected;
        context.setFilter(selected);
    }

    @Override
    public void open(Controller controller) {
        ExporterSettings configured = Objects.requireNonNull(settings, "open before configure");
        DeliveryWindow opened = new DeliveryWindow(configured.windowRecords(), configured.windowBytes());
        this.controller = controller;
        window = opened;
        delivery = new DeliveryThread(
                opened,
                () -> producers.apply(configured),
                configured.topic(),
                controller::updateLastExportedRecordPosition,
                Objects.requireNonNull(context).getLogger());
        delivery.start();
    }

    @Override
    public void export(Record<?> record) {
        DeliveryWindow open = Objects.requireNonNull(window, "export before open");
        if (!Objects.requireNonNull(selection).accepts(record)) {
            open.skip(record.getPosition())
                    .ifPresent(Objects.requireNonNull(controller)::updateLastExportedRecordPosition);
        } else if (!open.offer(new Delivery(
                record.getPosition(), keyOf(record), RecordJson.of(record).getBytes(UTF_8)))) {
            throw new KafkaBehindException();
        }
    }

    @Override
    public void close() {
        if (delivery != null) {
            delivery.close();
        }
    }

    private static String keyOf(Record<?> record) {
        long key = switch (record.getValue()) {
            case ProcessInstanceRelated related -> related.getProcessInstanceKey();
            case MessageStartEventSubscriptionRecordValue begun -> begun.getProcessInstanceKey();
            default -> record.getKey();
        };
        return Long.toString(key);
    }
}
