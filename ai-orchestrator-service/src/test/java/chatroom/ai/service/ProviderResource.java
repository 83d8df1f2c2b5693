package chatroom.ai.service;

import chatroom.ai.voices.ScriptedProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Points the service at a provider that does what the test says.
public final class ProviderResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable ScriptedProvider provider;

    @Override
    public Map<String, String> start() {
        var started = new ScriptedProvider();
        provider = started;
        return Map.of(
                "OPENAI_BASE_URL", started.url().toString(),
                "OPENAI_MODEL", "test-model",
                "AI_FIRST_TOKEN_TIMEOUT_SECONDS", "1",
                "AI_IDLE_TIMEOUT_SECONDS", "1",
                "AI_TOTAL_TIMEOUT_SECONDS", "4");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(provider, new TestInjector.MatchesType(ScriptedProvider.class));
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.close();
        }
    }
}
