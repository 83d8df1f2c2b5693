package chatroom.ai.voices;

import java.time.Duration;
import java.util.Optional;

/// Turns texts into vectors whose cosine is the likeness of their meaning.
public interface Embeddings {

    /// The vector of a text, of length 1; empty where the model is not ready within that time, or
    /// the text has none.
    Optional<float[]> of(String text, Duration patience);

    /// Cosine of two vectors of length 1: −1 to 1.
    static double likeness(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
