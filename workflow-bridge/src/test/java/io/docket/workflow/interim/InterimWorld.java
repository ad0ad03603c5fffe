package io.docket.workflow.interim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.TaskEvent;
import io.docket.kit.identity.Caller;
import io.docket.workflow.encryption.DataKeys;
import io.docket.workflow.encryption.KeysInMemory;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.encryption.Vaults;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.removal.QueueInMemory;
import io.docket.workflow.signature.Revocation;
import io.docket.workflow.signature.Signatures;
import io.docket.workflow.signature.SystemKeys;
import io.docket.workflow.signature.TrustAnchors;
import io.docket.workflow.simulation.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Interim data without Redis, with one instance and its task {@code review}. */
public final class InterimWorld {
    public static final InstanceRef INSTANCE = new InstanceRef("acme", "c~p");
    public static final String TASK = "c~ut-7";
    public static final Caller ANN = new Caller("acme", "ann", Set.of("case-worker"), Set.of());
    public static final Caller BOB = new Caller("acme", "bob", Set.of("case-worker"), Set.of());
    public static final Caller BRIDGE = new Caller("acme", "bridge", Set.of("engine"), Set.of());
    public static final Duration LIFE = Duration.ofHours(24);
    public static final Duration RESERVATION = Duration.ofMinutes(1);

    public final VirtualTime time = new VirtualTime();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final QueueInMemory queue = new QueueInMemory();
    public final StoreInMemory store = new StoreInMemory(queue, time);
    public final FormsInMemory forms = new FormsInMemory();
    public final KeysInMemory dataKeys = new KeysInMemory();
    public final DataKeys keys = Vaults.keys(dataKeys, time);
    public final Vault vault = Vaults.over(keys, meters);
    public final InterimEvents events = new InterimEvents(store, forms, queue, LIFE, time);
    public final Checking checking;
    public final Bringing bringing;

    public InterimWorld() {
        this(SystemKeys.none());
    }

    public InterimWorld(SystemKeys systemKeys) {
        this(trustIn(List.of()), systemKeys);
    }

    public InterimWorld(TrustAnchors anchors) {
        this(anchors, SystemKeys.none());
    }

    private InterimWorld(TrustAnchors anchors, SystemKeys systemKeys) {
        Signatures signatures = new Signatures(anchors, systemKeys);
        checking = new Checking(store, forms, vault, signatures);
        bringing = new Bringing(store, new TaskLookup(forms, time), vault, signatures, systemKeys, LIFE);
        events.on("acme", TASK, created("review"));
    }

    /** What a command finds that names the data, another one each time. */
    public Submission check(Use use, String id, InterimRef reference) {
        return check(checking, use, id, reference);
    }

    /** The same as {@code checking} sees it. */
    public static Submission check(Checking checking, Use use, String id, InterimRef reference) {
        return checking.take("acme", use, id, reference, UUID.randomUUID().toString(), RESERVATION);
    }

    /** Certificates are looked at as of today. */
    public static TrustAnchors trustIn(List<X509Certificate> anchors) {
        return new TrustAnchors(anchors, Revocation.unchecked(), InstantSource.system());
    }

    public static TaskEvent.Created created(String definition) {
        return new TaskEvent.Created(
                "c", "c~p", "7", "Review", "ann", List.of(), List.of(), null, null, 50, null, definition, null);
    }

    public static Submission submission(String data) {
        return Submission.read(("{\"data\":" + data + "}").getBytes(UTF_8));
    }
}
