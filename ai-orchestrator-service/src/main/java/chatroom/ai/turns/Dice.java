package chatroom.ai.turns;

import java.util.UUID;

/// Chance that falls the same way however often the same line is looked at.
final class Dice {
    private Dice() {}

    /// A number in [0, 1), evenly spread over ids.
    static double roll(UUID id) {
        long mixed =
                id.getMostSignificantBits() ^ Long.rotateLeft(id.getLeastSignificantBits(), 32);
        // The finalizer of SplitMix64: ids that differ in one bit fall far apart.
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        return (mixed >>> 11) * 0x1.0p-53;
    }
}
