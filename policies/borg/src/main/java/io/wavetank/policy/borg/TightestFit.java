package io.wavetank.policy.borg;

/**
 * Best fit: the machine that would have the least left, {@code score = 2 - (free cpu - cpu) - (free memory - memory)} in shares of the machine.
 *
 * <p>Source: named in A. Verma and others, "Large-scale cluster management at Google with Borg", EuroSys 2015, section 3.2 ("tries to fill
 * machines as tightly as possible"); the sum of shares is ours.
 */
final class TightestFit implements Packing {
    @Override
    public int score(int freeCpu, int freeMemory, int cpu, int memory) {
        return 2 * WHOLE - (freeCpu - cpu) - (freeMemory - memory);
    }
}
