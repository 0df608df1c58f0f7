package org.stammkunde.example;

import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random draws from one seeded sequence. */
final class Draw {

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final RandomGenerator random;

    private Draw(RandomGenerator random) {
        this.random = random;
    }

    /** The sequence of one purpose and one number under the seed; sequences do not touch. */
    static Draw of(long seed, String purpose, long number) {
        long mixed = mix(mix(seed + purpose.hashCode()) + number);
        return new Draw(GENERATORS.create(mixed));
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long first = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double uniform() {
        return random.nextDouble();
    }

    /** A whole number from the first up to and including the last. */
    int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    double normal(double mean, double deviation) {
        return random.nextGaussian(mean, deviation);
    }

    double exponential(double rate) {
        return random.nextExponential() / rate;
    }

    /**
     * From the Gamma distribution with the given shape and rate 1, by Marsaglia and Tsang, "A
     * Simple Method for Generating Gamma Variables" (2000); shapes below 1 by their boost.
     */
    double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0
                    && Math.log(1 - random.nextDouble()) < x * x / 2 + d * (1 - v + Math.log(v))) {
                return d * v;
            }
        }
    }

    double beta(double a, double b) {
        double first = gamma(a);
        return first / (first + gamma(b));
    }

    /** How often something happens that happens so often on average; for means below some 100. */
    int poisson(double mean) {
        int count = 0;
        for (double passed = exponential(1); passed < mean; passed += exponential(1)) {
            count++;
        }
        return count;
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One of the choices, each with its weight; the weights' sum is above 0. */
    <T> T weighted(List<T> choices, java.util.function.ToDoubleFunction<T> weight) {
        double rest = 0;
        for (T choice : choices) {
            rest += weight.applyAsDouble(choice);
        }
        rest *= random.nextDouble();
        for (T choice : choices) {
            rest -= weight.applyAsDouble(choice);
            if (rest < 0) {
                return choice;
            }
        }
        return choices.getLast();
    }

    /** An id of version 4. */
    UUID uuid() {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
